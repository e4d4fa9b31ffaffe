import { openConcernDesk, type Words } from "../../src/desk/concern-desk.ts";
import { openExpiries } from "../../src/desk/expiry.ts";
import { type KeepingDesk, openKeepingDesk } from "../../src/desk/keeping-desk.ts";
import { openReadings } from "../../src/desk/readings.ts";
import type { LessonEvent } from "../../src/protocol/lesson/events.ts";
import { evolve } from "../../src/protocol/lesson/evolve.ts";
import { NO_LESSON } from "../../src/protocol/lesson/state.ts";
import { lessonView } from "../../src/protocol/screen/lesson-view.ts";
import { concernStream, keepingStream, lessonStream, readingStream } from "../../src/record/log/streams.ts";
import type { ExportLine } from "../../src/record/seal/export-lines.ts";
import { exportStreams } from "../../src/record/seal/export-streams.ts";
import { openSealer } from "../../src/record/seal/sealer.ts";
import { FOUND, guest, roster, TEACHER, user } from "../protocol/lesson/story.ts";
import { check, newKey, wrongIn } from "../record/seal/sealed-record.ts";
import { fc, runs } from "../support/properties.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const FAMILIES = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")];
const REASON = "Asked by the family";

describe("keeping the school's record", () => {
  let day: Day;
  let keeping: KeepingDesk;
  let lesson: string;

  beforeEach(async () => {
    day = await openDay();
    keeping = openKeepingDesk(day);
    lesson = await startedLesson(day, FAMILIES);
  });
  afterEach(() => day.close());

  const over = async () => {
    await day.lessons.report(lesson, { report: "meeting-ended" });
    for (const record of [day.record, day.staffMatters])
      await openSealer({ record, key: newKey(), now: day.now }).seal(() => []);
  };
  const expireAll = async () => {
    const expiries = openExpiries(day);
    while (await expiries.some());
  };
  const raise = async (
    about: "child" | "adult" = "child",
    words: Words = { who: "Amara Okafor", words: "I was cold" },
  ) => {
    const answer = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), about);
    if ("refused" in answer) throw new Error(answer.say);
    const { ref } = answer.concern;
    await day.concerns.addDetail(day.caller("teacher"), ref, words);
    return ref;
  };
  const everything = async () => {
    const lines: ExportLine[] = [];
    for await (const line of exportStreams(day.record, { streams: "all", at: day.now() }))
      lines.push(JSON.parse(line) as ExportLine);
    return lines;
  };
  /** What devices showed, as the record still has it. */
  const shownIn = (lines: readonly ExportLine[]) =>
    Array.from(JSON.stringify(lines).matchAll(/"shown":"([^"]+)"/g), ([, shown]) => shown);
  const dsl = () => day.caller("dsl");
  /** @param names each with their other names behind commas */
  const setRegister = (...names: readonly string[]) => {
    const register = names.map((given, n) => {
      const [name = "", ...also] = given.split(", ");
      return { id: `p${n}`, name, also };
    });
    return day.lessons.press(day.caller("teacher"), lesson, {
      press: "set-register",
      source: "csv",
      register,
    });
  };

  describe("a hold for legal reasons", () => {
    it.each([
      ["on a lesson", () => ({ on: "lesson", lesson }) as const],
      ["on a child", () => ({ on: "pupil", name: "amara okafor" }) as const],
    ])("%s keeps it from expiring until it is lifted", async (_, held) => {
      await over();
      expect(await keeping.hold(dsl(), held(), REASON)).toMatchObject({
        say: expect.stringContaining("Legal hold placed"),
      });
      expect(await keeping.hold(dsl(), held(), REASON)).toMatchObject({
        say: expect.stringMatching(/^There is a legal hold already: /),
      });
      day.wait(2 * YEAR_MS);
      await expireAll();
      expect(await day.record.read(lessonStream(lesson))).not.toEqual([]);
      const [hold] = (await keeping.read()).holds;
      expect(hold).toMatchObject({ by: "dsl", reason: REASON });
      await keeping.lift(day.caller("head"), hold?.hold ?? "", "Court case over");
      expect(await keeping.lift(dsl(), hold?.hold ?? "", REASON)).toMatchObject({ refused: "not-held" });
      await expireAll();
      expect(await day.record.read(lessonStream(lesson))).toEqual([]);
    });

    it("says what was found, and refuses what is not there", async () => {
      const hold = (name: string) => keeping.hold(dsl(), { on: "pupil", name }, REASON);
      expect(await hold("Amara Okafor")).toEqual({
        say: "Legal hold placed: 1 lesson names this child. None of it is deleted or erased until the hold is lifted.",
      });
      expect(await hold("Amarra Okafor")).toEqual({
        refused: "nothing",
        say: "No lesson names this child; near: Amara Okafor. No legal hold was placed.",
      });
      expect(await hold("Xyzzy Qwerty")).toEqual({
        refused: "nothing",
        say: "No lesson names this child. No legal hold was placed.",
      });
      const elsewhere = { on: "lesson", lesson: "another school's lesson" } as const;
      expect(await keeping.hold(dsl(), elsewhere, REASON)).toMatchObject({ refused: "not-found" });
      expect(await keeping.eraseChild(dsl(), "Ben Prise", REASON)).toMatchObject({
        refused: "nothing",
        say: "No lesson names this child; near: Ben Price. Nothing was erased.",
      });
      expect((await keeping.read()).holds).toMatchObject([{ pupil: "Amara Okafor" }]);
    });

    it("on a child keeps a lesson whose register was replaced since", async () => {
      await setRegister("Zoë Ng");
      await over();
      await keeping.hold(dsl(), { on: "pupil", name: "Amara Okafor" }, REASON);
      day.wait(2 * YEAR_MS);
      await expireAll();
      expect(await day.record.read(lessonStream(lesson))).not.toEqual([]);
    });

    it.each([
      ["a lesson", () => ({ on: "lesson", lesson }) as const],
      ["a child", () => ({ on: "pupil", name: "Amara Okafor" }) as const],
    ])("on %s keeps what is just about to expire", async (_, held) => {
      await over();
      day.wait(2 * YEAR_MS);
      const expiries = openExpiries({
        ...day,
        record: {
          ...day.record,
          concernsOfLesson: async (id) => {
            await keeping.hold(dsl(), held(), REASON);
            return day.record.concernsOfLesson(id);
          },
        },
      });
      while (await expiries.some());
      expect((await keeping.read()).holds).toHaveLength(1);
      expect(await day.record.read(lessonStream(lesson))).not.toEqual([]);
    });

    it("that is lifted is seen the next night, however often this one is taken up again", async () => {
      await over();
      await keeping.hold(dsl(), { on: "lesson", lesson }, REASON);
      day.wait(2 * YEAR_MS);
      const expiries = openExpiries(day);
      const run = async (night: string) => {
        expiries.begin(night);
        while (await expiries.some());
        return (await day.record.read(lessonStream(lesson))).length;
      };
      expect(await run("night 1")).toBeGreaterThan(0);
      await keeping.lift(dsl(), (await keeping.read()).holds[0]?.hold ?? "", REASON);
      expect(await run("night 1")).toBeGreaterThan(0);
      expect(await run("night 2")).toBe(0);
    });

    it("does not keep others from expiring", async () => {
      await over();
      await keeping.hold(dsl(), { on: "pupil", name: "Somebody Else", unnamed: true }, REASON);
      day.wait(2 * YEAR_MS);
      await expireAll();
      expect(await day.record.read(lessonStream(lesson))).toEqual([]);
    });

    it("on a child keeps their names from being erased", async () => {
      await over();
      await keeping.hold(dsl(), { on: "pupil", name: "Amara Okafor" }, REASON);
      expect(await keeping.eraseChild(dsl(), "Amara Okafor", REASON)).toMatchObject({ refused: "held" });
    });
  });

  describe("erasing a child", () => {
    it.each([
      ["Amanda Jones", "Mandy Jones"],
      ["Mandy Jones", "Amanda Jones"],
    ])("is refused where %s is held and the register calls them %s too", async (held, name) => {
      await setRegister("Amanda Jones, Mandy Jones");
      await setRegister("Zoë Ng");
      await over();
      await keeping.hold(dsl(), { on: "pupil", name: held }, REASON);
      const before = await everything();
      expect(await keeping.eraseChild(dsl(), name, REASON)).toMatchObject({ refused: "held" });
      expect(await everything()).toEqual(before);
    });

    it.each([
      ["the lesson", () => ({ on: "lesson", lesson }) as const],
      ["the child, under another name,", () => ({ on: "pupil", name: "Mandy Jones" }) as const],
    ])("leaves it where a hold on %s is placed meanwhile", async (_, held) => {
      await setRegister("Amanda Jones, Mandy Jones");
      await over();
      const slow = openKeepingDesk({
        ...day,
        record: {
          ...day.record,
          append: async (change) => {
            if (change.erase !== undefined) await keeping.hold(dsl(), held(), REASON);
            return day.record.append(change);
          },
        },
      });
      expect(await slow.eraseChild(dsl(), "Amanda Jones", REASON)).toMatchObject({
        say: expect.stringContaining("1 under a legal hold stays as it is"),
      });
      expect((await day.lessons.read(lesson)).register[0]?.name).toBe("Amanda Jones");
    });

    it("takes the names out of the lesson and nobody else's, and the chain and the seals hold", async () => {
      await over();
      expect((await day.lessons.read(lesson)).register[0]?.name).toBe("Amara Okafor");
      expect(await keeping.eraseChild(dsl(), "amara okafor", REASON)).toMatchObject({
        say: expect.stringContaining("erased in 1 lesson."),
      });
      // Also where the lesson had been read before.
      const { register, people } = await day.lessons.read(lesson);
      expect(register.map(({ name }) => name)).toEqual(["(name erased)", "Ben Price", "Chidi Nwosu"]);
      expect(
        Object.values(people)
          .map(({ shown }) => shown)
          .toSorted(),
      ).toEqual(["(name erased)", "Ben's mum (Guest)", "Miss Hart"].toSorted());
      const lines = await everything();
      expect(JSON.stringify(lines)).not.toMatch(/amara okafor/i);
      expect(JSON.stringify(lines)).toContain("Ben Price");
      expect(wrongIn(check(lines))).toEqual([]);
      expect(await day.record.verifyStream(lessonStream(lesson))).toMatchObject({ intact: true });
      expect(await day.record.read(keepingStream("school"))).toMatchObject([
        { type: "ChildErased", data: { by: "dsl", lessons: 1 }, personal: { reason: REASON } },
      ]);
    });

    it("finds and erases the next child too, and says when there is nothing more", async () => {
      await over();
      await keeping.eraseChild(dsl(), "Amara Okafor", REASON);
      await keeping.eraseChild(dsl(), "Ben Price", REASON);
      expect(JSON.stringify(await everything())).not.toMatch(/Amara Okafor|Ben Price/);
      expect((await day.lessons.read(lesson)).register.map(({ name }) => name)).toEqual([
        "(name erased)",
        "(name erased)",
        "Chidi Nwosu",
      ]);
      expect(await keeping.eraseChild(dsl(), "Ben Price", REASON)).toMatchObject({ refused: "nothing" });
      expect(wrongIn(check(await everything()))).toEqual([]);
    });

    it.each(["Ann Lee", "an"])(
      "does not touch the hold on a child whose name holds theirs: %s",
      async (name) => {
        await setRegister("Joann Lee", "Ann Lee");
        await over();
        await keeping.hold(dsl(), { on: "pupil", name: "Joann Lee" }, REASON);
        await keeping.eraseChild(dsl(), name, REASON);
        expect((await keeping.read()).holds).toMatchObject([{ pupil: "Joann Lee" }]);
        day.wait(2 * YEAR_MS);
        await expireAll();
        expect((await day.lessons.read(lesson)).register[0]?.name).toBe("Joann Lee");
      },
    );

    it("takes their name out of a hold that was lifted, and out of no other", async () => {
      await over();
      for (const name of ["Amara Okafor", "Samara Okafor"]) {
        await keeping.hold(dsl(), { on: "pupil", name, unnamed: true }, REASON);
        await keeping.lift(dsl(), (await keeping.read()).holds[0]?.hold ?? "", "Court case over");
      }
      await keeping.eraseChild(dsl(), "Amara Okafor", REASON);
      const kept = JSON.stringify(await day.record.read(keepingStream("school")));
      expect(kept).not.toContain('"Amara Okafor"');
      expect(kept).toContain('"Samara Okafor"');
    });

    it("leaves other children's devices whose names hold theirs", async () => {
      await day.lessons.report(lesson, { ...FOUND, title: "Samples and sums" });
      await day.lessons.report(
        lesson,
        roster(
          user("r-teacher", { id: TEACHER.id, name: "Sam Hart" }),
          guest("r1", "Samuel Okoro (Guest)"),
          guest("r2", "Sam Price"),
          guest("r3", "Sam's iPad"),
          guest("r4", "Samira"),
        ),
      );
      await setRegister("Sam", "Samuel Okoro", "Sam Price");
      await over();
      await keeping.eraseChild(dsl(), "Sam", REASON);
      const { people, title, register } = await day.lessons.read(lesson);
      expect(title).toBe("Samples and sums");
      expect(register.map(({ name }) => name)).toEqual(["(name erased)", "Samuel Okoro", "Sam Price"]);
      expect(["r1", "r2", "r3", "r4"].map((id) => people[id]?.shown)).toEqual([
        "Samuel Okoro (Guest)",
        "Sam Price",
        "(name erased)",
        "Samira",
      ]);
    });

    const renamed = (shown: string) =>
      day.lessons.report(lesson, roster(user("r-teacher", TEACHER), guest("r-amara", shown)));

    it("takes what their device showed before it was called otherwise", async () => {
      await renamed("iPad");
      await over();
      await keeping.eraseChild(dsl(), "Amara Okafor", REASON);
      expect(JSON.stringify(await everything())).not.toMatch(/amara okafor/i);
    });

    it("takes what their device showed while a register that was replaced since told whose it is", async () => {
      await renamed("Amara's mum");
      await renamed("Tablet");
      await setRegister("Zoë Ng");
      await over();
      await keeping.eraseChild(dsl(), "Amara Okafor", REASON);
      expect(shownIn(await everything())).toEqual(["Miss Hart", "Ben's mum (Guest)"]);
    });

    it("takes what a device showed that staff had settled, and leaves another child's name", async () => {
      await renamed("Fatima");
      await day.lessons.press(day.caller("teacher"), lesson, {
        press: "recognise",
        person: "r-amara",
        recognition: { as: "pupils", pupils: ["p-amara"] },
      });
      await renamed("Chidi Nwosu");
      await over();
      await keeping.eraseChild(dsl(), "Amara Okafor", REASON);
      expect(shownIn(await everything())).toEqual(["Miss Hart", "Ben's mum (Guest)", "Chidi Nwosu"]);
    });

    it("waits until the lesson is over, and leaves a held lesson as it is", async () => {
      expect(await keeping.eraseChild(dsl(), "Amara Okafor", REASON)).toMatchObject({ refused: "lesson-on" });
      await over();
      await keeping.hold(dsl(), { on: "lesson", lesson }, REASON);
      expect(await keeping.eraseChild(dsl(), "Amara Okafor", REASON)).toMatchObject({
        say: expect.stringContaining("1 under a legal hold"),
      });
      expect((await day.lessons.read(lesson)).register[0]?.name).toBe("Amara Okafor");
    });
  });

  describe("a concern", () => {
    const close = (ref: string) =>
      day.concerns.close(dsl(), ref, { decision: "None", reason: "Spoke with home" });
    const keep = (ref: string, kept: Parameters<Day["concerns"]["keep"]>[2], who = dsl()) =>
      day.concerns.keep(who, ref, kept);
    const erase = { do: "review", outcome: "erase", reason: REASON } as const;

    it("never goes by itself, and is erased only when closed, due and not held", async () => {
      const ref = await raise();
      await over();
      expect(await keep(ref, erase)).toMatchObject({ refused: "open" });
      await close(ref);
      expect(await keep(ref, erase)).toMatchObject({ refused: "not-due" });
      day.wait(21 * YEAR_MS + 10 * 24 * 60 * 60 * 1000);
      await expireAll();
      expect((await day.concerns.read(ref)).details[0]?.words).toBe("I was cold");
      await keep(ref, { do: "hold", reason: REASON });
      expect(await keep(ref, erase)).toMatchObject({ refused: "held" });
      await keep(ref, { do: "lift-hold", reason: REASON });
      const answer = await keep(ref, erase);
      expect(JSON.stringify(answer)).not.toContain("I was cold");
      expect(await day.concerns.read(ref)).toMatchObject({
        details: [{ words: "(erased)" }],
        keeping: { reviews: [{ outcome: "erase", reason: REASON, by: "dsl" }] },
      });
      expect(JSON.stringify(await day.record.read(concernStream(ref)))).not.toMatch(/cold|Amara/);
      expect(await day.record.verifyStream(concernStream(ref))).toMatchObject({ intact: true });
    });

    describe("that is erased", () => {
      const HOUR = 60 * 60 * 1000;
      const READERS = ["dsl", "deputy"] as const;
      const names = async (ref: string) =>
        (await day.readings.of(await day.concerns.read(ref))).map(({ byName }) => byName);
      const note = async (who: string, ref: string, readings = day.readings) =>
        readings.note(day.caller(who), [await day.concerns.read(ref)], "record");
      const due = async (about: "child" | "adult" = "child") => {
        const ref = await raise(about);
        const by = day.caller(about === "adult" ? "head" : "dsl");
        await day.concerns.close(by, ref, { decision: "None", reason: "Spoke with home" });
        day.wait(22 * YEAR_MS);
        return ref;
      };

      it("has no names of those who had read it either, and the record and its check say so", async () => {
        const ref = await due();
        for (const who of READERS) await note(who, ref);
        expect(await names(ref)).toEqual(["Name of dsl", "Name of deputy"]);
        await over();
        const answer = await keep(ref, erase);
        expect(await names(ref)).toEqual(["A member of staff", "A member of staff"]);
        const stream = readingStream(ref);
        expect(await day.record.read(stream)).toMatchObject([
          { type: "ConcernRead", data: { by: "dsl", surface: "record" } },
          { type: "ConcernRead", data: { by: "deputy", surface: "record" } },
          { type: "PersonalErased", data: { by: "dsl", versions: [1, 2] } },
        ]);
        expect(JSON.stringify(await everything())).not.toContain("Name of deputy");
        expect(await day.record.verifyStream(stream)).toEqual({ intact: true, length: 3, erased: [1, 2] });
        expect(wrongIn(check(await everything()))).toEqual([]);
        expect(answer.say).toBe(
          "All names and words are erased, and the names of the people who had read it. That there was a concern, when, " +
            "and who reviewed it stays. People who open it from now on are noted by name.",
        );
      });

      it("about staff has none in staff matters, and nothing else moves", async () => {
        const ref = await due("adult");
        await note("head", ref);
        const before = await day.record.heads();
        await keep(ref, erase, day.caller("head"));
        expect(await names(ref)).toEqual(["A member of staff"]);
        expect(await day.record.heads()).toEqual(before);
      });

      it("that nobody has read leaves no word of readings", async () => {
        const ref = await due();
        expect(await keep(ref, erase)).toMatchObject({ recorded: true });
        expect(await day.record.read(readingStream(ref))).toEqual([]);
      });

      it("says by name who opens it from then on", async () => {
        const ref = await due();
        await note("deputy", ref);
        await keep(ref, erase);
        day.wait(HOUR);
        await note("deputy", ref);
        expect(await names(ref)).toEqual(["A member of staff", "Name of deputy"]);
      });

      it.each([["as the first"], ["as another"]])(
        "takes out the name of a reading that is noted at the same moment, %s, and loses none",
        async (which) => {
          const ref = await due();
          if (which === "as another") await note("deputy", ref);
          let noted = false;
          const slow = openConcernDesk({
            ...day,
            record: {
              ...day.record,
              append: async (change) => {
                if (change.erase !== undefined && change.erase.length > 0 && !noted) {
                  noted = true;
                  await note("dsl", ref);
                }
                return day.record.append(change);
              },
            },
          });
          expect(await slow.keep(dsl(), ref, erase)).toMatchObject({ recorded: true });
          const facts = await day.record.read(readingStream(ref));
          const readers = facts.flatMap(({ type, data }) => (type === "ConcernRead" ? [data["by"]] : []));
          expect(readers).toEqual(which === "as another" ? ["deputy", "dsl"] : ["dsl"]);
          expect(new Set(await names(ref))).toEqual(new Set(["A member of staff"]));
          expect(await day.record.verifyStream(readingStream(ref))).toMatchObject({ intact: true });
        },
      );

      it("is erased while somebody's reading is being noted: the reading stands after it", async () => {
        const ref = await due();
        await note("deputy", ref);
        let erased = false;
        const slow = openReadings(
          {
            ...day,
            record: {
              ...day.record,
              append: async (change) => {
                if (!erased) {
                  erased = true;
                  await keep(ref, erase);
                }
                return day.record.append(change);
              },
            },
          },
          day.now,
        );
        await note("dsl", ref, slow);
        expect((await day.record.read(readingStream(ref))).map(({ type }) => type)).toEqual([
          "ConcernRead",
          "PersonalErased",
          "ConcernRead",
        ]);
        expect(await names(ref)).toEqual(["A member of staff", "Name of dsl"]);
      });
    });

    it("is kept until the day that its review names", async () => {
      const ref = await raise();
      await close(ref);
      expect(
        await keep(ref, { do: "review", outcome: "keep", until: "2026-11-24", reason: REASON }),
      ).toMatchObject({ refused: "day" });
      await keep(ref, {
        do: "review",
        outcome: "keep",
        until: "2026-11-26",
        reason: "Goes to the next school",
      });
      expect(await keep(ref, erase)).toMatchObject({ refused: "not-due" });
      day.wait(3 * 24 * 60 * 60 * 1000);
      expect(await keep(ref, erase)).toMatchObject({ say: expect.stringContaining("erased") });
    });

    describe("in which a child stands who is held for legal reasons", () => {
      const due = () => day.wait(22 * YEAR_MS);
      const holdChild = (name = "Sam Price") =>
        keeping.hold(dsl(), { on: "pupil", name, unnamed: true }, REASON);
      const lift = async () =>
        keeping.lift(dsl(), (await keeping.read()).holds[0]?.hold ?? "", "Court case over");
      const HELD = {
        refused: "held",
        say: "A child in it, or in its lesson, is under a legal hold, so nothing was erased. Lift that hold first.",
      };

      it.each<[string, Words]>([
        ["as whom it is about", { who: "Ben Price, Sam Price" }],
        ["by first name alone", { who: "Sam" }],
        ["in what was written", { who: "Ben Price", words: "Then sam   PRICE's mum came in" }],
        ["in what was done", { who: "Ben Price", done: "Rang the home of Price, Sam" }],
      ])("is not erased until the hold is lifted: %s", async (_, words) => {
        const ref = await raise("child", words);
        await close(ref);
        await holdChild();
        due();
        expect(await keep(ref, erase)).toEqual(HELD);
        expect((await day.concerns.read(ref)).details).toMatchObject([words]);
        await lift();
        expect(await keep(ref, erase)).toMatchObject({ say: expect.stringContaining("erased") });
      });

      it("is not erased where only the closing words or a review name the child", async () => {
        const first = await raise("child", { who: "Ben Price" });
        await day.concerns.close(dsl(), first, { decision: "None", reason: "Sam Price told us" });
        const second = await raise("child", { who: "Ben Price" });
        await close(second);
        const until = "2030-01-31";
        await keep(second, { do: "review", outcome: "keep", until, reason: "Sam Price is in Year 6" });
        await holdChild();
        due();
        expect(await keep(first, erase)).toEqual(HELD);
        expect(await keep(second, erase)).toEqual(HELD);
      });

      it("is not erased where the child stood on a register of its lesson, under any of their names", async () => {
        await setRegister("Samuel Price, Sam Price");
        await setRegister("Zoë Ng");
        const ref = await raise("child", { words: "The boy cried" });
        await close(ref);
        await holdChild();
        due();
        expect(await keep(ref, erase)).toEqual(HELD);
      });

      it("is not erased where another lesson tells that it is the same child", async () => {
        await setRegister("Amanda Jones, Mandy Jones");
        await over();
        day.wait(24 * 60 * 60 * 1000);
        lesson = await startedLesson(day, FAMILIES);
        const ref = await raise("child", { words: "Amanda Jones cried" });
        await close(ref);
        await holdChild("Mandy Jones");
        due();
        expect(await keep(ref, erase)).toEqual(HELD);
      });

      it("is not erased where what was kept of its lesson names the child", async () => {
        await setRegister("Sam Price");
        const ref = await raise("child", { words: "The boy cried" });
        await close(ref);
        await over();
        due();
        await expireAll();
        expect(await day.record.read(lessonStream(lesson))).toEqual([]);
        await holdChild();
        expect(await keep(ref, erase)).toEqual(HELD);
      });

      it("is erased where it is another child that is held", async () => {
        const ref = await raise("child", { who: "Ben Price", words: "Samuel fell. The price was 3" });
        await close(ref);
        await holdChild();
        await holdChild("Joann Lee");
        due();
        expect(await keep(ref, erase)).toMatchObject({ say: expect.stringContaining("erased") });
      });

      it("is not erased where the hold is placed meanwhile", async () => {
        const ref = await raise("child", { who: "Sam Price" });
        await close(ref);
        due();
        const slow = openConcernDesk({
          ...day,
          record: {
            ...day.record,
            append: async (change) => {
              if (change.erase !== undefined && change.erase.length > 0) await holdChild();
              return day.record.append(change);
            },
          },
        });
        expect(await slow.keep(dsl(), ref, erase)).toEqual(HELD);
        expect((await day.concerns.read(ref)).details).toMatchObject([{ who: "Sam Price" }]);
      });

      it("about an adult, too, where the hold is placed meanwhile", async () => {
        const ref = await raise("adult", { who: "Sam Price saw it" });
        const head = day.caller("head");
        await day.concerns.close(head, ref, { decision: "None", reason: "Looked into" });
        due();
        const slow = openConcernDesk({
          ...day,
          record: {
            ...day.record,
            inTurn: async (key, work) => {
              await holdChild();
              return day.record.inTurn(key, work);
            },
          },
        });
        expect(await slow.keep(head, ref, erase)).toEqual(HELD);
        await lift();
        expect(await day.concerns.keep(head, ref, erase)).toMatchObject({
          say: expect.stringContaining("erased"),
        });
      });

      it("about an adult is erased before a hold that comes a moment later, never during it", async () => {
        const ref = await raise("adult", { who: "Sam Price saw it" });
        const head = day.caller("head");
        await day.concerns.close(head, ref, { decision: "None", reason: "Looked into" });
        due();
        let held: Promise<unknown> = Promise.resolve();
        const order: string[] = [];
        const slow = openConcernDesk({
          ...day,
          staffMatters: {
            ...day.staffMatters,
            append: async (change) => {
              held = holdChild().then(() => order.push("held"));
              await new Promise((go) => setTimeout(go, 20));
              const answer = await day.staffMatters.append(change);
              order.push("erased");
              return answer;
            },
          },
        });
        await slow.keep(head, ref, erase);
        await held;
        expect(order).toEqual(["erased", "held"]);
      });
    });

    it("is reviewed and held by those it was sent to, and for everybody else is not there", async () => {
      const ref = await raise("adult");
      for (const other of ["dsl", "deputy", "colleague", "admin"])
        expect(await keep(ref, { do: "hold", reason: REASON }, day.caller(other))).toMatchObject({
          refused: "not-found",
        });
      expect("refused" in (await keep(ref, { do: "hold", reason: REASON }, day.caller("teacher")))).toBe(
        true,
      );
      expect(await keep(ref, { do: "hold", reason: REASON }, day.caller("head"))).toMatchObject({
        concern: { keeping: { hold: { by: "head" } } },
      });
    });
  });

  it("whatever personal payload is gone, a lesson is still derived and shown", async () => {
    await over();
    const facts = await day.record.read(lessonStream(lesson));
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: facts.length, maxLength: facts.length }), (gone) => {
        const state = facts.reduce((before, { type, at, data, personal }, n) => {
          const event = { type, at, data, ...(gone[n] === true ? {} : { personal }) };
          return evolve(before, event as unknown as LessonEvent);
        }, NO_LESSON);
        const around = { now: day.now(), timeZone: "Europe/London", phone: "" };
        const view = lessonView(state, "organiser", [], undefined, around);
        expect(view.pupils).toHaveLength(3);
        expect(JSON.stringify(view)).not.toContain("undefined");
      }),
      runs(200),
    );
  });
});

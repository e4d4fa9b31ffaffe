import { openExpiries } from "../../src/desk/expiry.ts";
import { openKeepingDesk } from "../../src/desk/keeping-desk.ts";
import { keepingStream, lessonStream } from "../../src/record/log/streams.ts";
import { FOUND, guest, roster, TEACHER, user } from "../protocol/lesson/story.ts";
import { check, wrongIn } from "../record/seal/sealed-record.ts";
import {
  day,
  dsl,
  everything,
  expireAll,
  keeping,
  lesson,
  over,
  REASON,
  setRegister,
  shownIn,
  YEAR_MS,
} from "./kept-day.ts";

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

  it("takes the child's names out of the lesson and no one else's, and the chain and the seals hold", async () => {
    await over();
    expect((await day.lessons.read(lesson)).register[0]?.name).toBe("Amara Okafor");
    expect(await keeping.eraseChild(dsl(), "amara okafor", REASON)).toMatchObject({
      say: expect.stringContaining("erased in 1 lesson."),
    });
    // Even if the lesson had been read before.
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

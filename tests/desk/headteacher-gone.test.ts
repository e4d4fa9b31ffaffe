import { NO_SUCH_CONCERN } from "../../src/desk/concern/answers.ts";
import { openExpiries } from "../../src/desk/expiry.ts";
import { stepOf } from "../../src/protocol/concern/escalation.ts";
import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import { FOUND, guest, roster, user } from "../protocol/lesson/story.ts";
import { type Day, openDay, STAFFING, type Staffing, startedLesson } from "./school-day.ts";

let day: Day;
let lesson: string;
beforeEach(async () => {
  day = await openDay();
  lesson = await startedLesson(day, [guest("r-amara", "Amara Okafor")]);
});
afterEach(() => day.close());

const _END: StaffCommand = { press: "end-for-all" };
const _versionOf = async (): Promise<number> => (await day.record.read(lessonStream(lesson))).length;

describe("once the headteacher who was told has gone", () => {
  const end = { decision: "Advice given", reason: "Spoke with them" };
  const raise = async (about: "child" | "adult", by = "assistant"): Promise<string> => {
    const raised = await day.concerns.raise(day.caller(by), await day.lessons.read(lesson), about);
    if ("refused" in raised) throw new Error(raised.refused);
    return raised.concern.ref;
  };
  const refsOf = async (who: string): Promise<readonly string[]> =>
    (await day.concerns.readable(day.caller(who))).map(({ ref }) => ref);
  const readersOf = async (ref: string): Promise<readonly string[]> => {
    const readers: string[] = [];
    for (const who of Object.keys(day.staffing.roles)) {
      const found = await day.concerns.find(day.caller(who), ref);
      expect([who, (await refsOf(who)).includes(ref)]).toEqual([who, found !== undefined]);
      if (found !== undefined) readers.push(who);
    }
    return readers;
  };
  const headIs = (who: string, more: Staffing["roles"] = {}): void => {
    day.staffing.roles = { ...STAFFING, head: ["staff"], ...more, [who]: ["staff", "headteacher"] };
  };
  /** Until the search is over: an alert that no one takes goes on for two weeks. */
  const searchEnds = async (ref: string): Promise<void> => {
    for (let tries = 0; (await day.concerns.read(ref)).escalationEndedAt === undefined; tries += 1) {
      expect(tries).toBeLessThan(200);
      day.wait(2 * 3_600_000);
      await day.concerns.escalate(ref, stepOf(await day.concerns.read(ref)) + 1);
    }
  };

  it("a concern about an adult is the next one's, who lists, reads, reviews, holds and takes it out", async () => {
    const ref = await raise("adult");
    await day.concerns.addDetail(day.caller("assistant"), ref, { words: "Shouted" });
    await day.concerns.haveIt(day.caller("head"), ref);
    await day.concerns.close(day.caller("head"), ref, end);
    headIs("new head");
    expect(await readersOf(ref)).toEqual(["assistant", "new head"]);
    const next = day.caller("new head");
    expect((await day.concerns.find(next, ref))?.details[0]?.words).toBe("Shouted");
    const reason = "It is due";
    for (const kept of [
      { do: "hold", reason },
      { do: "lift-hold", reason },
      { do: "review", outcome: "keep", until: "2040-01-01", reason },
    ] as const)
      expect(await day.concerns.keep(next, ref, kept)).toMatchObject({ recorded: true });
    const wanted = { of: "concern", ref, form: "text" } as const;
    const purpose = { kind: "safeguarding" } as const;
    expect(await day.exports.make(next, wanted, purpose)).toMatchObject({
      content: expect.stringContaining("Shouted"),
    });
    for (const who of ["head", "dsl", "admin"])
      expect(await day.exports.make(day.caller(who), wanted, purpose)).toMatchObject({
        refused: "not-found",
      });
  });

  it("one that was only taken is taken and closed by the next; while it is looked for, only who was told stands", async () => {
    const ref = await raise("adult");
    headIs("new head", { head: ["staff", "headteacher"] });
    expect(await readersOf(ref)).toEqual(["assistant", "head"]);
    await day.concerns.haveIt(day.caller("head"), ref);
    headIs("new head");
    const next = day.caller("new head");
    expect(await day.concerns.handOn(next, ref)).toMatchObject({ recorded: false });
    expect(await day.concerns.haveIt(next, ref)).toMatchObject({ recorded: true });
    expect(await day.concerns.close(next, ref, end)).toMatchObject({ recorded: true });
  });

  it("a concern that no one took is found by the next headteacher when the search is over", async () => {
    const ref = await raise("adult");
    day.staffing.roles = { ...STAFFING, head: ["staff"] };
    await searchEnds(ref);
    headIs("new head");
    expect(await readersOf(ref)).toEqual(["assistant", "new head"]);
  });

  it("so it is with a child's concern that no DSL could be told of", async () => {
    day.staffing.roles = { ...STAFFING, deputy: ["staff"] };
    // The only DSL raises it.
    await day.lessons.report(lesson, roster(user("r-dsl", { id: "dsl", name: "Mrs Dale" })));
    const ref = await raise("child", "dsl");
    await day.concerns.haveIt(day.caller("head"), ref);
    headIs("new head", { deputy: ["staff"] });
    expect(await readersOf(ref)).toEqual(["dsl", "new head"]);
    headIs("new head");
    expect(await readersOf(ref)).toEqual(["dsl", "new head"]);
  });

  it("a child's concern that went to the DSL stays the DSLs'", async () => {
    const ref = await raise("child", "teacher");
    await day.concerns.haveIt(day.caller("dsl"), ref);
    headIs("new head");
    expect(await readersOf(ref)).toEqual(["teacher", "dsl", "deputy"]);
  });

  describe("about an adult who has not been named", () => {
    it("no one is told who had a part in the lesson and has left its list since", async () => {
      headIs("colleague");
      await day.lessons.report(lesson, {
        ...FOUND,
        staff: [...FOUND.staff, { person: "colleague", part: "co-organiser" }],
      });
      await day.lessons.report(lesson, FOUND);
      const ref = await raise("adult");
      expect((await day.concerns.read(ref)).deliveries).toEqual([]);
      headIs("new head", { colleague: ["staff", "headteacher"] });
      await day.concerns.escalate(ref, 2);
      const told = (await day.concerns.read(ref)).deliveries.map(({ target }) => target);
      expect(told.map((target) => "person" in target && target.person)).toContain("new head");
      expect(told.map((target) => "person" in target && target.person)).not.toContain("colleague");
    });

    it("the concern never becomes that of a headteacher who was in the lesson, wherever they are now", async () => {
      headIs("teacher");
      const ref = await raise("adult");
      expect((await day.concerns.read(ref)).reaches).toBe("nobody");
      await searchEnds(ref);
      expect(await readersOf(ref)).toEqual(["assistant"]);
      await day.lessons.report(lesson, {
        ...FOUND,
        organiser: "colleague",
        staff: [{ person: "colleague", part: "organiser" }],
      });
      expect(await readersOf(ref)).toEqual(["assistant"]);
      headIs("new head", { teacher: ["staff", "headteacher"] });
      expect(await readersOf(ref)).toEqual(["assistant", "new head"]);
      expect(await day.concerns.haveIt(day.caller("teacher"), ref)).toEqual(NO_SUCH_CONCERN);
      await day.concerns.haveIt(day.caller("new head"), ref);
      expect(await day.concerns.close(day.caller("new head"), ref, end)).toMatchObject({ recorded: true });
    });

    it.each([
      "stays on the list of its staff",
      "is taken off it",
      "is forgotten, for the lesson has expired",
    ])("nor of one who came into it later and %s", async (what) => {
      const ref = await raise("adult");
      await day.concerns.haveIt(day.caller("head"), ref);
      await day.lessons.report(lesson, roster(user("r-late", { id: "colleague", name: "Mr Late" })));
      if (what === "is taken off it") {
        const late = { person: "colleague", part: "co-organiser" } as const;
        await day.lessons.report(lesson, { ...FOUND, staff: [...FOUND.staff, late] });
        await day.lessons.report(lesson, FOUND);
        expect((await day.lessons.read(lesson)).staff).not.toContainEqual(late);
      }
      if (what.startsWith("is forgotten")) {
        await day.lessons.report(lesson, { report: "meeting-ended" });
        day.wait(2 * 365 * 24 * 60 * 60_000);
        const expiries = openExpiries(day);
        while (await expiries.some());
        expect((await day.lessons.read(lesson)).version).toBe(0);
      }
      headIs("colleague");
      expect(await readersOf(ref)).toEqual(["assistant"]);
      headIs("new head", { colleague: ["staff", "headteacher"] });
      expect(await readersOf(ref)).toEqual(["assistant", "new head"]);
    });
  });

  it("nor is it ever that of whom it is about, or of its raiser", async () => {
    const ref = await raise("adult");
    await day.concerns.addDetail(day.caller("assistant"), ref, { subject: "teacher" });
    await day.concerns.haveIt(day.caller("head"), ref);
    headIs("new head", {
      teacher: ["staff", "headteacher"],
      assistant: ["staff", "headteacher"],
    });
    expect(await readersOf(ref)).toEqual(["assistant", "new head"]);
    expect(await day.concerns.haveIt(day.caller("assistant"), ref)).toMatchObject({ refused: "raiser" });
    expect(await day.concerns.haveIt(day.caller("teacher"), ref)).toEqual(NO_SUCH_CONCERN);
  });
});

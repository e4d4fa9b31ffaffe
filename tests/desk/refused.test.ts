import { DIRECTORY_AWAY, NO_SUCH_CONCERN } from "../../src/desk/concern/answers.ts";
import { NEUTRAL } from "../../src/desk/lesson-desk.ts";
import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import type { Caller } from "../../src/protocol/who/caller.ts";
import { concernStream, lessonStream } from "../../src/record/log/streams.ts";
import { guest, roster } from "../protocol/lesson/story.ts";
import { CHAT, type Day, openDay, startedLesson } from "./school-day.ts";

let day: Day;
let lesson: string;
beforeEach(async () => {
  day = await openDay();
  lesson = await startedLesson(day, [guest("r-amara", "Amara Okafor")]);
});
afterEach(() => day.close());

const END: StaffCommand = { press: "end-for-all" };
const versionOf = async (): Promise<number> => (await day.record.read(lessonStream(lesson))).length;

describe("a press by a person without a part in the lesson", () => {
  it.each(["parent", "colleague", "dsl", "head", "admin"])(
    "by %s gets the neutral answer; the record stays as it was and a counter counts",
    async (who) => {
      const before = await versionOf();
      expect(await day.lessons.press(day.caller(who), lesson, END)).toEqual(NEUTRAL);
      expect(await versionOf()).toBe(before);
      expect(await day.record.count("refused presses")).toBe(1);
    },
  );

  it("in a lesson that does not exist is answered in the same words", async () => {
    expect(await day.lessons.press(day.caller("teacher"), "unknown", END)).toEqual(NEUTRAL);
    expect(await day.record.read(lessonStream("unknown"))).toEqual([]);
  });

  it("cannot raise a concern either", async () => {
    const state = await day.lessons.read(lesson);
    for (const who of ["parent", "colleague", "admin"])
      expect(await day.concerns.raise(day.caller(who), state, "child")).toEqual(NO_SUCH_CONCERN);
    expect(await day.record.concernsOfLesson(lesson)).toEqual([]);
    expect(await day.record.count("refused concern presses")).toBe(3);
  });
});

describe("while the directory is away", () => {
  const old = (): Caller => day.caller("teacher", false);

  it("what protects children still works by the last known role", async () => {
    expect(await day.lessons.press(old(), lesson, { press: "pause" })).not.toHaveProperty("refused");
    const raised = await day.concerns.raise(old(), await day.lessons.read(lesson), "child");
    expect(raised).not.toHaveProperty("refused");
  });

  it("anything else says so, and nothing is recorded", async () => {
    const before = await versionOf();
    expect(await day.lessons.press(old(), lesson, { press: "let-mics-on" })).toMatchObject({
      refused: "directory-away",
    });
    expect(await versionOf()).toBe(before);
  });

  it.each(["fails", "hangs"] as const)(
    "an alert goes to the holders last known where it %s",
    async (away) => {
      await day.people.holders();
      day.staffing.away = away;
      const raised = await day.concerns.raise(old(), await day.lessons.read(lesson), "adult");
      if ("refused" in raised) throw new Error(raised.refused);
      expect(raised.concern.deliveries).toMatchObject([{ target: { to: "person", person: "head" } }]);
    },
  );

  it("no one's role is guessed", async () => {
    day.staffing.away = "fails";
    expect(await day.people.callerOf("teacher", "Miss Hart")).toMatchObject({ roles: [], fresh: false });
    expect(await day.people.staffAmong(["teacher"])).toEqual([]);
  });
});

describe("a concern about an adult", () => {
  const raise = async (): Promise<string> => {
    const raised = await day.concerns.raise(day.caller("assistant"), await day.lessons.read(lesson), "adult");
    if ("refused" in raised) throw new Error(raised.refused);
    return raised.concern.ref;
  };

  it.each(["dsl", "deputy", "teacher", "colleague", "admin", "parent"])(
    "does not exist for %s, whatever they try",
    async (who) => {
      const ref = await raise();
      const caller = day.caller(who);
      const before = (await day.record.read(concernStream(ref))).length;
      const end = { decision: "No further action", reason: "None" };
      expect(await day.concerns.readable(caller)).toEqual([]);
      expect(await day.concerns.raisedBy(caller, lesson)).toEqual([]);
      for (const answer of [
        await day.concerns.haveIt(caller, ref),
        await day.concerns.addDetail(caller, ref, { words: "I know" }),
        await day.concerns.close(caller, ref, end),
      ])
        expect(answer).toEqual(NO_SUCH_CONCERN);
      expect(await day.concerns.haveIt(caller, "NOSUCH")).toEqual(NO_SUCH_CONCERN);
      expect(await day.record.read(concernStream(ref))).toHaveLength(before);
      expect(await day.record.read(concernStream("NOSUCH"))).toEqual([]);
    },
  );

  it("is read by the headteacher and by its raiser", async () => {
    const ref = await raise();
    for (const who of ["head", "assistant"])
      expect((await day.concerns.readable(day.caller(who))).map((one) => one.ref)).toEqual([ref]);
  });

  it("is not read by an old role", async () => {
    await raise();
    expect(await day.concerns.readable(day.caller("head", false))).toEqual([]);
  });

  it("changes nothing in the lesson that anyone could see", async () => {
    const before = [await versionOf(), await day.lessons.read(lesson)];
    await raise();
    expect([await versionOf(), await day.lessons.read(lesson)]).toEqual(before);
  });
});

describe("a child's concern", () => {
  it("is read by every DSL, its raiser, and no one else", async () => {
    await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
    const readers: string[] = [];
    for (const who of Object.keys(day.staffing.roles))
      if ((await day.concerns.readable(day.caller(who))).length > 0) readers.push(who);
    expect(readers).toEqual(["teacher", "dsl", "deputy"]);
  });

  it("is neither taken, handed on nor closed by its raiser, who may add to it", async () => {
    const teacher = day.caller("teacher");
    const raised = await day.concerns.raise(teacher, await day.lessons.read(lesson), "child");
    if ("refused" in raised) throw new Error(raised.refused);
    const { ref } = raised.concern;
    for (const answer of [
      await day.concerns.haveIt(teacher, ref),
      await day.concerns.handOn(teacher, ref),
      await day.concerns.close(teacher, ref, { decision: "No further action", reason: "None" }),
    ])
      expect(answer).toMatchObject({ refused: "raiser" });
    expect(await day.concerns.addDetail(teacher, ref, { words: "He was hungry" })).toHaveProperty("concern");
  });

  it("is not touched by an old role, and the sentence says why", async () => {
    const raised = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
    if ("refused" in raised) throw new Error(raised.refused);
    for (const ref of [raised.concern.ref, "NOSUCH"])
      expect(await day.concerns.haveIt(day.caller("dsl", false), ref)).toMatchObject({
        refused: "directory-away",
      });
  });

  it("while no role can be looked up, no one learns from the answer whether it exists", async () => {
    const refs: string[] = ["NOSUCH"];
    for (const about of ["child", "adult"] as const) {
      const raised = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), about);
      refs.push("concern" in raised ? raised.concern.ref : "");
    }
    const end = { decision: "No further action", reason: "None" };
    for (const who of ["teacher", "dsl", "head", "parent"])
      for (const caller of [day.caller(who, false), { ...day.caller(who, false), roles: [] }])
        for (const ref of refs)
          for (const answer of [
            await day.concerns.haveIt(caller, ref),
            await day.concerns.handOn(caller, ref),
            await day.concerns.addDetail(caller, ref, { words: "I know" }),
            await day.concerns.keep(caller, ref, { do: "hold", reason: "I know" }),
            await day.concerns.close(caller, ref, end),
          ])
            expect([who, ref, answer]).toEqual([who, ref, DIRECTORY_AWAY]);
  });

  it("is no longer read by a DSL who has left the role", async () => {
    await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
    day.staffing.roles = { ...day.staffing.roles, deputy: ["staff"] };
    expect(await day.concerns.readable(day.caller("deputy"))).toEqual([]);
  });
});

describe("a meeting that no one has called a lesson", () => {
  it("is known, and nothing is kept about who is in it or what it is called", async () => {
    const { id } = await day.lessons.occurrence({ ...CHAT, chatId: "chat-other" });
    await day.lessons.report(id, {
      report: "meeting-found",
      organiser: "colleague",
      graphId: "g2",
      title: "Governors with Jabberwock",
      staffNames: {},
      staff: [{ person: "colleague", part: "organiser" }],
      protectable: true,
      recognise: "ask",
      titles: [],
      defaultKind: "class",
    });
    await day.lessons.report(id, { report: "meeting-started", source: "event" });
    await day.lessons.report(id, roster(guest("r1", "Qanaryx")));
    const facts = await day.record.read(lessonStream(id));
    expect(JSON.stringify(facts)).not.toMatch(/Qanaryx|Jabberwock/);
    expect(facts.map((fact) => fact.type)).toEqual([
      "MeetingMet",
      "MeetingFound",
      "KindAsked",
      "MeetingStarted",
    ]);
  });
});

import type { ConcernAnswer } from "../../src/desk/concern/answers.ts";
import type { Concern } from "../../src/protocol/concern/state.ts";
import { concernStream, readingStream } from "../../src/record/log/streams.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

let day: Day;
let lesson: string;
beforeEach(async () => {
  day = await openDay();
  lesson = await startedLesson(day, []);
});
afterEach(() => day.close());

const raise = async (about: "child" | "adult"): Promise<Concern> => {
  const raised = await day.concerns.raise(day.caller("assistant"), await day.lessons.read(lesson), about);
  if ("refused" in raised) throw new Error(raised.refused);
  return raised.concern;
};

const HOUR = 60 * 60_000;

describe("a reading", () => {
  it("says who, when and where; within an hour it is the same one", async () => {
    const concern = await raise("child");
    const note = () => day.readings.note(day.caller("dsl"), [concern], "record");
    await note();
    day.wait(HOUR - 1);
    await note();
    await day.readings.note(day.caller("dsl"), [concern], "list");
    await day.readings.note(day.caller("deputy"), [concern], "record");
    day.wait(1);
    await note();
    const readings = await day.readings.of(concern);
    expect(readings.map(({ by, byName, surface }) => [by, byName, surface])).toEqual([
      ["dsl", "Name of dsl", "record"],
      ["deputy", "Name of deputy", "record"],
      ["dsl", "Name of dsl", "record"],
    ]);
    expect(Date.parse(readings[2]?.at ?? "") - Date.parse(readings[0]?.at ?? "")).toBe(HOUR);
  });

  it("by the same person at once is noted once, and a list notes each concern it shows", async () => {
    const concerns = [await raise("child"), await raise("adult")];
    const note = () => day.readings.note(day.caller("head"), concerns, "list");
    await Promise.all([note(), note(), note()]);
    for (const one of concerns) expect(await day.readings.of(one)).toHaveLength(1);
  });

  it("leaves the concern where it was, even if others write meanwhile", async () => {
    const concern = await raise("child");
    const before = await day.record.read(concernStream(concern.ref));
    await Promise.all([
      day.readings.note(day.caller("dsl"), [concern], "record"),
      day.readings.note(day.caller("deputy"), [concern], "record"),
      day.concerns.haveIt(day.caller("dsl"), concern.ref),
    ]);
    expect(await day.record.read(concernStream(concern.ref))).toHaveLength(before.length + 1);
    expect(await day.readings.of(concern)).toHaveLength(2);
  });

  it("of a staff matter stands with it: nothing else in the record moves", async () => {
    const heads = () => day.record.heads();
    const concern = await raise("adult");
    const before = await heads();
    await day.readings.note(day.caller("head"), [concern], "record");
    expect(await heads()).toEqual(before);
    expect(await day.record.read(readingStream(concern.ref))).toEqual([]);
    expect(await day.staffMatters.read(readingStream(concern.ref))).toHaveLength(1);
    expect(await day.staffMatters.verifyStream(readingStream(concern.ref))).toMatchObject({ intact: true });
  });
});

describe("what a press is answered with", () => {
  const recorded = async (pressed: Promise<ConcernAnswer>): Promise<boolean> => {
    const answer = await pressed;
    if ("refused" in answer) throw new Error(answer.refused);
    return answer.recorded;
  };

  it("says whether it stands in the record, and it does", async () => {
    const { ref } = await raise("child");
    const { concerns } = day;
    const dsl = day.caller("dsl");
    const end = { decision: "Spoke to home", reason: "Safe" };
    const hold = { do: "hold", reason: "A court asked" } as const;
    for (const press of [
      () => concerns.addDetail(dsl, ref, { words: "I shall phone home" }),
      () => concerns.haveIt(dsl, ref),
      () => concerns.keep(dsl, ref, hold),
      () => concerns.close(dsl, ref, end),
      () => concerns.recordExport(dsl, ref, { form: "pdf", purpose: { kind: "safeguarding" } }),
      () => concerns.haveIt(dsl, ref),
      () => concerns.haveIt(day.caller("deputy"), ref),
      () => concerns.handOn(day.caller("deputy"), ref),
      () => concerns.keep(dsl, ref, hold),
      () => concerns.close(dsl, ref, end),
    ]) {
      const versionOf = async (): Promise<number> => (await day.record.read(concernStream(ref))).length;
      const before = await versionOf();
      const was = await recorded(press());
      expect([press.toString(), was]).toEqual([press.toString(), (await versionOf()) > before]);
    }
  });

  it("says so of a concern that was raised, and of one that was raised already: as the press before", async () => {
    const again = async () =>
      day.concerns.raise(day.caller("assistant"), await day.lessons.read(lesson), "child");
    expect(await recorded(again())).toBe(true);
    expect(await recorded(again())).toBe(true);
  });
});

import { lessonStream } from "../../src/record/log/streams.ts";
import { FOUND, REGISTER, roster, TEACHER, user } from "../protocol/lesson/story.ts";
import { CHAT, type Day, openDay, startedLesson } from "./school-day.ts";

const HOUR = 3_600_000;

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

/** Everyone has left, our own leg too; no end was heard. */
const deserted = async (lesson: string): Promise<void> => {
  const { people } = await day.lessons.read(lesson);
  for (const person of Object.keys(people))
    await day.lessons.report(lesson, { report: "person-left", person });
  await day.lessons.report(lesson, { report: "call-lost", call: "call1", code: 200, subcode: 5002 });
};

describe("a weekly series shares one chat, each lesson is an occurrence of its own", () => {
  it("before the start, and within four hours of it, it is the same occurrence", async () => {
    const met = await day.lessons.occurrence(CHAT);
    expect((await day.lessons.occurrence(CHAT)).id).toBe(met.id);
    const started = await startedLesson(day);
    expect(started).toBe(met.id);
    day.wait(4 * HOUR - 1);
    expect((await day.lessons.occurrence(CHAT)).id).toBe(met.id);
  });

  it("after that it is a new one, in a stream of its own, with kind and register", async () => {
    const first = await startedLesson(day);
    await deserted(first);
    const facts = (await day.record.read(lessonStream(first))).length;
    day.wait(7 * 24 * HOUR);
    const next = await day.lessons.occurrence(CHAT);
    expect(next.id).not.toBe(first);
    expect(next).toMatchObject({
      seriesOf: first,
      kind: "class",
      register: REGISTER,
      phase: "planned",
      people: {},
      pupils: {},
    });
    const ended = (await day.record.read(lessonStream(first))).slice(facts).map((fact) => fact.type);
    expect(ended).toEqual(["MeetingEnded", "OptionsAsked"]);
  });

  it("a lesson that was ended stays shut for its occurrence and opens for the next", async () => {
    const first = await startedLesson(day);
    await day.lessons.press(day.caller("teacher"), first, { press: "end-for-all" });
    day.wait(4000);
    await day.lessons.report(first, { report: "end-window-passed" });
    await day.lessons.report(first, { report: "meeting-ended" });
    day.wait(HOUR);
    expect((await day.lessons.occurrence(CHAT)).id).toBe(first);
    day.wait(7 * 24 * HOUR);
    const next = await day.lessons.occurrence(CHAT);
    expect(next).toMatchObject({ phase: "planned" });
    expect(next.end).toBeUndefined();
  });

  it("what Teams delivers late belongs to the lesson of its time, and begins no other", async () => {
    const first = await startedLesson(day);
    const then = day.now();
    await day.lessons.report(first, { report: "meeting-ended" });
    day.wait(7 * 24 * HOUR);
    const next = await day.lessons.occurrence(CHAT);
    const late = await day.lessons.occurrence({ ...CHAT, at: then });
    expect(late.id).toBe(first);
    const joined = { ...roster(user("29:teacher", TEACHER)), source: "events", whole: false } as const;
    await day.lessons.report(late.id, { ...joined, teamsAt: then });
    expect((await day.lessons.read(first)).phase).toBe("over");
    expect((await day.lessons.read(next.id)).phase).toBe("planned");
    expect((await day.lessons.occurrence({ ...CHAT, at: day.now() })).id).toBe(next.id);
  });

  it("the next lesson begins when a person comes, where Teams' word of its start was lost", async () => {
    const first = await startedLesson(day);
    await deserted(first);
    day.wait(7 * 24 * HOUR);
    const next = await day.lessons.occurrence({ ...CHAT, at: day.now() });
    expect(next.id).not.toBe(first);
    await day.lessons.report(next.id, FOUND);
    const joined = { ...roster(user("29:teacher", TEACHER)), source: "events", whole: false } as const;
    await day.lessons.report(next.id, { ...joined, teamsAt: day.now() });
    expect(await day.lessons.read(next.id)).toMatchObject({ phase: "arrival", call: { state: "asked" } });
  });

  it.each([
    ["our own leg in it", undefined],
    ["people in it, and no call", { report: "call-lost", call: "call1", code: 0, subcode: 5000 }],
  ] as const)("a lesson of many hours with %s stays the same when people come", async (_, lost) => {
    const first = await startedLesson(day);
    await day.lessons.press(day.caller("teacher"), first, { press: "let-cameras-on" });
    if (lost !== undefined) await day.lessons.report(first, lost);
    for (let hours = 1; hours <= 9; hours += 2) {
      day.wait(2 * HOUR);
      expect((await day.lessons.occurrence({ ...CHAT, at: day.now(), heard: "join" })).id).toBe(first);
    }
    expect(await day.lessons.read(first)).toMatchObject({ phase: "live", opened: { cameras: true } });
    const end = await day.lessons.occurrence({ ...CHAT, at: day.now(), heard: "end" });
    await day.lessons.report(end.id, { report: "meeting-ended", teamsAt: day.now() });
    // Late news from Teams belongs to it, too.
    day.wait(60_000);
    for (const heard of ["leave", "join"] as const)
      expect((await day.lessons.occurrence({ ...CHAT, at: day.now(), heard })).id).toBe(first);
    day.wait(HOUR);
    expect((await day.lessons.occurrence({ ...CHAT, at: day.now(), heard: "start" })).id).not.toBe(first);
  });

  it("an end that is heard before its start is kept, and one of the time before is not", async () => {
    const met = await day.lessons.occurrence(CHAT);
    await day.lessons.report(met.id, FOUND);
    const at = (minutes: number) => new Date(Date.parse(day.now()) + minutes * 60_000).toISOString();
    await day.lessons.report(met.id, { report: "meeting-ended", teamsAt: at(-60) });
    await day.lessons.report(met.id, { report: "meeting-started", source: "event", teamsAt: at(-1) });
    expect((await day.lessons.read(met.id)).phase).toBe("arrival");
    const other = await day.lessons.occurrence({ ...CHAT, chatId: "chat2" });
    await day.lessons.report(other.id, { report: "meeting-ended", teamsAt: at(30) });
    expect((await day.lessons.read(other.id)).phase).toBe("planned");
    await day.lessons.report(other.id, { report: "meeting-started", source: "event", teamsAt: at(0) });
    expect((await day.lessons.read(other.id)).phase).toBe("over");
  });

  it("the same start heard by several at once makes one occurrence", async () => {
    const met = await Promise.all([1, 2, 3, 4].map(() => day.lessons.occurrence(CHAT)));
    expect(new Set(met.map((lesson) => lesson.id)).size).toBe(1);
    expect(await day.record.read(lessonStream(met[0]?.id ?? ""))).toHaveLength(1);
  });

  it("two chats are two lessons", async () => {
    const one = await day.lessons.occurrence(CHAT);
    const other = await day.lessons.occurrence({ ...CHAT, chatId: "chat2" });
    expect(one.id).not.toBe(other.id);
  });
});

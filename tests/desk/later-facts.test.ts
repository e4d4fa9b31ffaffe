import { LaterFactsError, wellKnown } from "../../src/desk/later-facts.ts";
import { concernStream, keepingStream, lessonStream, readingStream } from "../../src/record/log/streams.ts";
import { ENGINES, type Ground, newGround } from "../support/engines.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

// During an upgrade a server of the later version writes into the same record: here the test does.
describe.each(ENGINES)("facts of a later version of the program, on %s", (engine) => {
  let ground: Ground;
  let day: Day;
  let lesson: string;

  beforeEach(async () => {
    ground = await newGround(engine);
    day = await openDay(ground.place);
    lesson = await startedLesson(day);
  });
  afterEach(async () => {
    await day.close();
    await ground.remove();
  });

  const later = { type: "WaterCarried", at: "2026-11-24T10:00:00.000Z", data: { by: "teacher" } };
  const write = async (stream: string, ...facts: readonly object[]): Promise<void> => {
    const expectedVersion = (await day.record.read(stream)).length;
    const change = { stream, expectedVersion, facts: facts.map((one) => ({ ...later, ...one })) };
    expect(await day.record.append({ streams: [change] })).toMatchObject({ appended: true });
  };
  const press = (one: "pause" | "resume" | "end-for-all" | "all-others-fine") =>
    day.lessons.press(day.caller("teacher"), lesson, { press: one });
  const types = async () => (await day.record.read(lessonStream(lesson))).map(({ type }) => type);

  it.each([
    ["of a type", { type: "WaterCarried" }],
    ["in a schema", { type: "MicsLet", schema: 2, data: { by: "teacher", on: "for two" } }],
  ])("%s that is not known are shown past, and counted", async (_, fact) => {
    const before = await day.lessons.read(lesson);
    await write(lessonStream(lesson), fact);
    expect(await day.lessons.read(lesson)).toEqual({
      ...before,
      version: before.version + 1,
      laterFacts: true,
    });
  });

  it("put off what can be pressed again, and nothing that protects children", async () => {
    await write(lessonStream(lesson), {});
    const known = await types();
    expect(await press("all-others-fine")).toMatchObject({
      refused: "being-updated",
      say: expect.stringContaining("Pause, End for all and Tell the DSL work"),
    });
    expect(await types()).toEqual(known);
    expect(await press("pause")).toMatchObject({ lesson: { phase: "paused" } });
    expect(await types()).toEqual([...known, "Paused", "MuteOrdered", "OptionsAsked"]);
    expect(await press("resume")).toMatchObject({ refused: "being-updated" });
    expect(await press("end-for-all")).toMatchObject({ lesson: { phase: "shut" } });
    expect(await day.record.verifyStream(lessonStream(lesson))).toMatchObject({ intact: true });
  });

  it("lose nothing that Teams reports", async () => {
    await write(lessonStream(lesson), {});
    await day.lessons.report(lesson, { report: "call-lost", call: "call1", code: 404, subcode: 0 });
    await day.lessons.report(lesson, { report: "meeting-ended" });
    expect(await types()).toEqual(expect.arrayContaining(["WaterCarried", "CallLost", "MeetingEnded"]));
  });

  it("leave the outgoing work to a program that knows them", async () => {
    const lessons = wellKnown(day.lessons);
    expect(await lessons.read(lesson)).toMatchObject({ id: lesson });
    await write(lessonStream(lesson), {});
    await expect(lessons.read(lesson)).rejects.toThrow(LaterFactsError);
  });

  it("keep no one from a concern: it is told, taken and closed", async () => {
    const teacher = day.caller("teacher");
    const raised = await day.concerns.raise(teacher, await day.lessons.read(lesson), "child");
    if ("refused" in raised) throw new Error(raised.say);
    const { ref, version } = raised.concern;
    await write(concernStream(ref), {});
    await write(readingStream(ref), {});
    const dsl = day.caller("dsl");
    await day.readings.note(dsl, [await day.concerns.read(ref)], "record");
    expect(await day.readings.of(await day.concerns.read(ref))).toMatchObject([{ by: "dsl" }]);
    expect(await day.concerns.haveIt(dsl, ref)).not.toHaveProperty("refused");
    expect(await day.concerns.read(ref)).toMatchObject({
      acknowledged: [{ by: "dsl" }],
      version: version + 2,
    });
  });

  it("keep no one from exporting the record", async () => {
    await write(keepingStream("school"), {});
    const wanted = { of: "lesson", lesson, form: "csv" } as const;
    expect(await day.exports.make(day.caller("dsl"), wanted, { kind: "inspection" })).toHaveProperty("name");
    expect((await day.exports.kept()).made).toHaveLength(1);
  });
});

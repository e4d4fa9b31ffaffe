import { ENGINES, freshGround } from "../../support/engines.ts";
import type { OpenRecord } from "../../support/opened.ts";
import { AT, adding, asking, duty, fact, lesson } from "../samples.ts";

describe.each(ENGINES)("%s: the record takes a change", (engine) => {
  let record: OpenRecord;

  beforeEach(async () => {
    ({ record } = await freshGround(engine));
  });

  it("gives each fact the next version and reads them back in order", async () => {
    const personal = { name: "Mia" };
    const answer = await record.append(
      adding("lesson/1", 0, fact("LessonStarted"), fact("PupilRecognised", { personal })),
    );

    expect(answer).toEqual({ appended: true, versions: { "lesson/1": 2 } });
    expect(await record.read("lesson/1")).toEqual([
      { stream: "lesson/1", version: 1, type: "LessonStarted", schema: 1, at: AT, data: { by: "7a1c" } },
      {
        stream: "lesson/1",
        version: 2,
        type: "PupilRecognised",
        schema: 1,
        at: AT,
        data: { by: "7a1c" },
        personal,
      },
    ]);
    expect((await record.read("lesson/1", 1)).map(({ version }) => version)).toEqual([2]);
  });

  it("knows nothing of a stream that does not exist", async () => {
    expect(await record.read("lesson/none")).toEqual([]);
  });

  it.each([0, 2])("refuses a decision made on version %i when the stream is at 1", async (expected) => {
    await record.append(adding("lesson/1", 0, fact("LessonStarted")));

    expect(await record.append(adding("lesson/1", expected, fact("LessonPaused")))).toEqual({
      appended: false,
      conflict: "lesson/1",
    });
    expect(await record.read("lesson/1")).toHaveLength(1);
  });

  it("records nothing after the moment until which it is wanted, and says first what has moved on", async () => {
    const late = { ...adding("lesson/1", 0, fact("LessonStarted")), until: performance.now() - 1 };
    await expect(record.append(late)).rejects.toMatchObject({ code: "TOO_LATE" });
    expect(await record.read("lesson/1")).toEqual([]);

    await record.append({ ...late, until: performance.now() + 60_000 });
    // As if it had been recorded and its answer was lost on the way.
    expect(await record.append(late)).toEqual({ appended: false, conflict: "lesson/1" });
  });

  it("refuses the whole change when one of its streams has moved on", async () => {
    await record.append(adding("lesson/1", 0, fact("LessonStarted")));
    const change = {
      streams: [
        { stream: "concern/9", expectedVersion: 0, facts: [fact("ConcernRaised")] },
        { stream: "lesson/1", expectedVersion: 0, facts: [fact("LessonPaused")] },
      ],
      duties: [{ id: "d1", stream: "concern/9", duty: duty(), at: AT }],
      index: { lessons: [lesson("l1")] },
    };

    expect(await record.append(change)).toEqual({ appended: false, conflict: "lesson/1" });
    expect(await record.read("concern/9")).toEqual([]);
    expect(await record.dutiesOf("concern/9")).toEqual([]);
    expect(await record.openLessons()).toEqual([]);
  });

  it("records nothing of a change that fails half way", async () => {
    const change = {
      ...adding("lesson/1", 0, fact("LessonStarted")),
      index: { lessons: [{ ...lesson("l1"), meetingId: null as unknown as string }] },
    };

    await expect(record.append(change)).rejects.toThrow();
    expect(await record.read("lesson/1")).toEqual([]);
  });

  it("lets exactly one of many decisions on the same version through", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        record.append(adding("lesson/1", 0, fact("LessonStarted", { data: { index } }))),
      ),
    );

    expect(answers.filter(({ appended }) => appended)).toHaveLength(1);
    expect(await record.read("lesson/1")).toHaveLength(1);
  });

  it("checks the version of a stream to which nothing is added", async () => {
    await record.append(adding("lesson/1", 0, fact("LessonStarted")));

    expect(await record.append(adding("lesson/1", 0))).toMatchObject({ conflict: "lesson/1" });
    expect(await record.append(adding("lesson/1", 1))).toMatchObject({ versions: { "lesson/1": 1 } });
  });

  it("refuses a change that names a stream twice", async () => {
    const { streams } = adding("lesson/1", 0, fact("LessonStarted"));

    await expect(record.append({ streams: [...streams, ...streams] })).rejects.toThrow(TypeError);
  });

  it("keeps moments in one form of ISO 8601, and refuses what is no moment", async () => {
    await record.append(adding("lesson/1", 0, fact("LessonStarted", { at: "2026-11-24T10:00:00+01:00" })));

    expect((await record.read("lesson/1"))[0]?.at).toBe(AT);
    await expect(record.append(adding("lesson/1", 1, fact("X", { at: "today" })))).rejects.toThrow(
      RangeError,
    );
  });

  it("signals streams and duties once they are recorded, and not when refused", async () => {
    const heard: string[] = [];
    record.onAppended((streams) => heard.push(...streams));
    const off = record.onDuties(() => heard.push("duties"));

    await record.append(adding("lesson/1", 0, fact("LessonStarted")));
    await record.append(asking("lesson/1", [["d1", duty()]]));
    await record.append(adding("lesson/1", 0, fact("LessonStarted")));
    off();
    await record.append(asking("lesson/1", [["d2", duty()]]));
    await new Promise(setImmediate);

    expect(heard).toEqual(["lesson/1", "duties"]);
  });
});

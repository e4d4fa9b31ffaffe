import { ENGINES, freshGround, type Ground } from "../../support/engines.ts";
import type { OpenRecord } from "../../support/opened.ts";
import { adding, fact, lesson } from "../samples.ts";

describe.each(ENGINES)("%s: lessons are found", (engine) => {
  let ground: Ground;
  let record: OpenRecord;

  beforeEach(async () => {
    ({ ground, record } = await freshGround(engine));
  });

  const save = async (...lessons: readonly ReturnType<typeof lesson>[]) =>
    record.append({ streams: [], index: { lessons } });
  const names = (rows: readonly { readonly lesson: string }[]) => rows.map((row) => row.lesson);

  it("by their chat, the newest first", async () => {
    await save(
      lesson("last week", { startedAt: "2026-11-17T09:00:00.000Z", overAt: "2026-11-17T09:40:00.000Z" }),
      lesson("next week", { startsAt: "2026-12-01T09:00:00.000Z" }),
      lesson("today", { startsAt: "2026-11-24T09:00:00.000Z" }),
      lesson("another", { chatId: "chat2" }),
    );

    expect(names(await record.lessonsOfChat("chat1"))).toEqual(["next week", "today", "last week"]);
  });

  it("whole, with their staff, as last saved", async () => {
    await save(lesson("l1", { staff: [{ person: "supply", part: "member" }] }));
    const row = lesson("l1", {
      phase: "live",
      kind: "one-to-one",
      callback: "cb",
      staff: [
        { person: "assistant", part: "co-organiser" },
        { person: "teacher", part: "organiser" },
      ],
    });
    await save(row);

    expect(await record.lessonRow("l1")).toEqual(row);
    expect(await record.lessonRow("l2")).toBeUndefined();
  });

  it("with staff who are written again only where they have changed", async () => {
    const rowsOf = () =>
      ground.run(`select ${engine === "SQLite" ? "rowid" : "ctid"} as place, person from lesson_staff`);
    const staff = [
      { person: "teacher", part: "organiser" },
      { person: "assistant", part: "co-organiser" },
    ] as const;
    await save(lesson("l1", { staff }));
    const before = await rowsOf();
    await save(lesson("l1", { phase: "live", staff: staff.toReversed() }));
    expect(await rowsOf()).toEqual(before);
    await save(lesson("l1", { staff: [staff[0], { person: "assistant", part: "member" }] }));
    expect((await record.lessonRow("l1"))?.staff).toContainEqual({ person: "assistant", part: "member" });
    await save(lesson("l1", { staff: [] }));
    expect(await rowsOf()).toEqual([]);
  });

  it("by the callback of their call", async () => {
    await save(lesson("l1", { callback: "cb", callId: "call" }), lesson("l2"));

    expect(await record.lessonByCallback("cb")).toMatchObject({ lesson: "l1" });
    expect(await record.lessonByCallback("call")).toBeUndefined();
  });

  it("by the staff with a part in them, and by no one else", async () => {
    await save(
      lesson("l1", { staff: [{ person: "teacher", part: "organiser" }] }),
      lesson("l2", { staff: [{ person: "colleague", part: "organiser" }] }),
    );

    expect(names(await record.lessonsOfStaff("teacher"))).toEqual(["l1"]);
    expect(await record.lessonsOfStaff("parent")).toEqual([]);
  });

  it("open until they are over", async () => {
    await save(
      lesson("l1", { phase: "shut" }),
      lesson("l2", { phase: "over", overAt: "2026-11-24T09:40:00.000Z" }),
    );

    expect(names(await record.openLessons())).toEqual(["l1"]);
  });

  it("by a recording that was seen, said or missed, the newest first, without reading what else happened", async () => {
    const many = Array.from({ length: 3000 }, () => fact("PersonMoved"));
    await save(
      lesson("seen", { kind: "class", startedAt: "2026-11-24T09:00:00.000Z" }),
      lesson("said", { kind: "one-to-one", startedAt: "2026-11-24T10:00:00.000Z" }),
      lesson("missed", { kind: "one-to-one", startedAt: "2026-11-24T11:00:00.000Z" }),
      lesson("none", { kind: "class" }),
      lesson("no lesson", { kind: "not a lesson" }),
      lesson("old", { kind: "class" }),
    );
    await record.append(adding("lesson:seen", 0, ...many, fact("RecordingSeen"), fact("RecordingSeen")));
    await record.append(adding("lesson:said", 0, fact("RecordingSaid")));
    await record.append(adding("lesson:missed", 0, fact("FoundUnrecorded")));
    await record.append(adding("lesson:none", 0, fact("PersonArrived")));
    await record.append(adding("lesson:no lesson", 0, fact("RecordingSeen")));
    await record.append(adding("lesson:old", 0, fact("RecordingSeen", { at: "2024-11-24T09:00:00.000Z" })));

    expect(names(await record.lessonsRecorded("2026-01-01T00:00:00.000Z"))).toEqual([
      "missed",
      "said",
      "seen",
    ]);
    expect(names(await record.lessonsRecorded("2024-01-01T00:00:00.000Z"))).toContain("old");
    expect(await record.lessonsRecorded("2027-01-01T00:00:00.000Z")).toEqual([]);

    await ground.run("analyze");
    const plan = await ground.run(
      `explain ${engine === "SQLite" ? "query plan" : ""} select distinct stream from events where type in ('RecordingSeen', 'RecordingSaid', 'FoundUnrecorded') and at >= '2026-01-01T00:00:00.000Z'`,
    );
    expect(JSON.stringify(plan)).toContain("events_recorded");
  });

  describe("by the chat of a weekly series:", () => {
    const over = lesson("over", {
      startedAt: "2026-11-17T09:00:00.000Z",
      overAt: "2026-11-17T09:40:00.000Z",
    });
    const on = lesson("on", { startedAt: "2026-11-24T09:00:00.000Z" });
    const next = lesson("next", { startsAt: "2026-12-01T09:00:00.000Z" });
    const afterNext = lesson("after next", { startsAt: "2026-12-08T09:00:00.000Z" });

    it.each([
      ["the one that is on", [over, on, next], "on"],
      ["the next one planned, if none is on", [afterNext, over, next], "next"],
      ["the last one, if none is planned", [over], "over"],
    ])("the lesson found is %s", async (_, rows, expected) => {
      await save(...rows);

      expect((await record.lessonByChat("chat1"))?.lesson).toBe(expected);
      expect(await record.lessonByChat("chat2")).toBeUndefined();
    });
  });
});

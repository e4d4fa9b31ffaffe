import { openExpiries } from "../../src/desk/expiry.ts";
import { expireLessons } from "../../src/duty/handlers/keeping-duties.ts";
import { concernStream, keepingStream, lessonStream } from "../../src/record/log/streams.ts";
import type { ExportLine } from "../../src/record/seal/export-lines.ts";
import { exportStreams } from "../../src/record/seal/export-streams.ts";
import { openSealer } from "../../src/record/seal/sealer.ts";
import { check, newKey, withEvent, wrongIn } from "../record/seal/sealed-record.ts";
import { CHAT, type Day, openDay, startedLesson } from "./school-day.ts";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const KEEPING = keepingStream("school");

describe("lessons whose time is over", () => {
  let day: Day;
  let lesson: string;
  const refs: string[] = [];
  const now = () => day.now();

  beforeEach(async () => {
    refs.length = 0;
    day = await openDay();
    lesson = await startedLesson(day);
  });
  afterEach(() => day.close());

  const raise = async (by: string, about: "child" | "adult") => {
    const answer = await day.concerns.raise(day.caller(by), await day.lessons.read(lesson), about);
    if ("refused" in answer) throw new Error(answer.say);
    refs.push(answer.concern.ref);
  };
  const over = async () => {
    await day.lessons.report(lesson, { report: "meeting-ended" });
    const key = newKey();
    for (const record of [day.record, day.staffMatters])
      await openSealer({ record, key, now }).seal(() => []);
  };
  const expireAll = async () => {
    const expiries = openExpiries(day);
    while (await expiries.some());
  };
  const whole = async (): Promise<readonly ExportLine[]> => {
    const lines: ExportLine[] = [];
    for await (const line of exportStreams(day.record, { streams: "all", at: now() }))
      lines.push(JSON.parse(line) as ExportLine);
    return lines;
  };

  const attemptNow = () => ({
    id: "x",
    stream: KEEPING,
    store: "general" as const,
    number: 1,
    deadlineAt: Date.parse(now()) + 12 * 3_600_000,
    expiresAt: Date.parse(now()) * 2,
    signal: new AbortController().signal,
  });

  it("stay while their time is not over", async () => {
    await over();
    day.wait(YEAR_MS);
    await expireAll();
    expect(await day.record.read(lessonStream(lesson))).not.toEqual([]);
  });

  it("go, events and names, and the chain and the seals accept exactly that", async () => {
    await over();
    const before = await day.record.headOf(lessonStream(lesson));
    const teacher = day.caller("teacher");
    expect((await day.record.lessonsOfStaff(teacher.id)).length).toBe(1);
    day.wait(2 * YEAR_MS);
    await expireAll();
    expect(await day.record.read(lessonStream(lesson))).toEqual([]);
    expect(await day.record.dutiesOf(lessonStream(lesson))).toEqual([]);
    expect((await day.lessons.read(lesson)).version).toBe(0);
    expect(await day.record.lessonsOfStaff(teacher.id)).toEqual([]);
    const [fact] = (await day.record.read(KEEPING)).slice(-1);
    expect(fact).toMatchObject({ type: "LessonsExpired", data: { streams: [before] } });
    expect(await day.record.verifyStream(lessonStream(lesson))).toMatchObject({ intact: true });
    const lines = await whole();
    expect(wrongIn(check(lines))).toEqual([]);
    expect(JSON.stringify(check(lines))).toContain(`${lessonStream(lesson)}: expired on 20`);
    expect(JSON.stringify(lines)).not.toContain("Amara");

    // Without the event, or with another one, the stream is missing like any stream that was taken out.
    const version = fact?.version ?? 0;
    const wrong = (data: object) =>
      wrongIn(check(withEvent(lines, KEEPING, version, (line) => [{ ...line, ...data }])));
    expect(
      wrong({ type: "SomethingElse" })
        .map(({ say }) => say)
        .join(),
    ).toContain("missing with its whole stream");
    const stands = { stream: lessonStream(lesson), length: (before?.length ?? 0) - 1, hash: before?.hash };
    expect(
      wrong({ data: { streams: [stands] } })
        .map(({ say }) => say)
        .join(),
    ).toContain("missing with its whole");
  });

  it("go all alike; a concern keeps what it needs of its lesson, in its own store", async () => {
    await raise("teacher", "child");
    await raise("assistant", "adult");
    await over();
    day.wait(2 * YEAR_MS);
    await expireAll();
    expect(await day.record.read(lessonStream(lesson))).toEqual([]);
    const [child = "", adult = ""] = refs;
    for (const [ref, record, data] of [
      [child, day.record, {}],
      // The people it may be about, because the lesson can no longer say.
      [adult, day.staffMatters, { staff: expect.arrayContaining(["teacher", "assistant"]) }],
    ] as const) {
      const [kept] = (await record.read(concernStream(ref))).filter(({ type }) => type === "LessonKept");
      expect(JSON.stringify(kept?.personal)).toContain("Amara Okafor");
      expect(kept?.data).toEqual(data);
      expect(await record.verifyStream(concernStream(ref))).toMatchObject({ intact: true });
    }
    expect(JSON.stringify(await day.record.read(KEEPING))).not.toContain(adult);
    expect((await day.concerns.read(child)).keeping.lesson?.title).toBe("Lesson record");
    // Once more changes nothing.
    const size = (await day.record.read(concernStream(child))).length;
    await expireAll();
    expect((await day.record.read(concernStream(child))).length).toBe(size);
  });

  it("go though the program was cut off between the concern's copy and the lesson", async () => {
    await raise("teacher", "child");
    await over();
    day.wait(2 * YEAR_MS);
    const broken = openExpiries({
      ...day,
      record: {
        ...day.record,
        append: async (change) => {
          if (change.expire !== undefined) throw new Error("cut off");
          return day.record.append(change);
        },
      },
    });
    await expect(broken.some()).rejects.toThrow("cut off");
    expect(await day.record.read(lessonStream(lesson))).not.toEqual([]);
    await expireAll();
    expect(await day.record.read(lessonStream(lesson))).toEqual([]);
    const kept = (await day.record.read(concernStream(refs[0] ?? ""))).filter(
      ({ type }) => type === "LessonKept",
    );
    expect(kept).toHaveLength(1);
  });

  it("go once where two runs have looked at the same ones, and neither run goes on for ever", async () => {
    await over();
    day.wait(2 * YEAR_MS);
    let tries = 0;
    const late = openExpiries({
      ...day,
      record: {
        ...day.record,
        concernsOfLesson: async (id) => {
          await expireAll();
          return day.record.concernsOfLesson(id);
        },
        append: async (change) => {
          tries += change.expire === undefined ? 0 : 1;
          if (tries > 5) throw new Error("it goes on for ever");
          return day.record.append(change);
        },
      },
    });
    while (await late.some());
    expect(tries).toBe(1);
    expect((await day.record.read(KEEPING)).map(({ type }) => type)).toEqual(["LessonsExpired"]);
  });

  it("stay where the run is stopped in the middle, and go in the next", async () => {
    await over();
    day.wait(DAY_MS);
    await day.lessons.report(await startedLesson(day), { report: "meeting-ended" });
    day.wait(2 * YEAR_MS);
    const stop = new AbortController();
    const stopped = openExpiries({
      ...day,
      record: {
        ...day.record,
        concernsOfLesson: async (id) => {
          stop.abort();
          return day.record.concernsOfLesson(id);
        },
      },
    });
    expect(await stopped.some(stop.signal)).toBe(true);
    expect(await day.record.read(KEEPING)).toEqual([]);
    await expireAll();
    expect(await day.record.read(lessonStream(lesson))).toEqual([]);
  });

  it("leave the next occurrence in the same chat a lesson of its own", async () => {
    await over();
    day.wait(2 * YEAR_MS);
    await expireAll();
    const next = await day.lessons.occurrence(CHAT);
    expect(next.id).not.toBe(lesson);
    expect(next.version).toBeGreaterThan(0);
    expect((await day.lessons.occurrence(CHAT)).id).toBe(next.id);
  });

  it("wait while a lesson is on, and ask for the next night when all are gone", async () => {
    await over();
    day.wait(2 * YEAR_MS);
    const { id } = await day.lessons.occurrence({ chatId: "chat2", meetingId: "m2" });
    await day.lessons.report(id, { report: "meeting-started", source: "event" });
    const run = expireLessons({ ...day, expiries: openExpiries(day) });
    const attempt = attemptNow();
    expect(await run({ kind: "expire-lessons" }, attempt)).toMatchObject({ reason: "a lesson is on" });
    expect(await day.record.read(lessonStream(lesson))).not.toEqual([]);
    await day.lessons.report(id, { report: "meeting-ended" });
    day.wait(5 * 3_600_000);
    expect(await run({ kind: "expire-lessons" }, attempt)).toEqual({ done: true });
    expect(await day.record.read(lessonStream(lesson))).toEqual([]);
    expect((await day.record.dutiesOf(KEEPING)).map(({ state }) => state)).toEqual(["waiting"]);
  });

  it("take many short runs in a long night, and the next night is not asked for before the last", async () => {
    await over();
    let calls = 0;
    const some = async () => {
      day.wait(1_000);
      calls += 1;
      return calls < 1_000;
    };
    const run = expireLessons({ ...day, expiries: { begin: () => undefined, some } });
    const outcome = await run({ kind: "expire-lessons" }, attemptNow());
    expect(outcome).toEqual({ reason: "more to let go", retryAfterMs: 1_000 });
    // A lease lasts 30 s.
    expect(calls).toBeLessThanOrEqual(15);
    expect(await day.record.dutiesOf(KEEPING)).toEqual([]);
  });
});

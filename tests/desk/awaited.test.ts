import { whileAwaited } from "../../src/desk/awaited.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

describe("where the record answers later than the presser waits", () => {
  let day: Day;
  let lesson: string;

  beforeEach(async () => {
    day = await openDay();
    lesson = await startedLesson(day);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await day.close();
  });

  const teacher = () => day.caller("teacher");
  /** `work` is asked for now, and reaches the record this much later. */
  const lateBy = async <T>(ms: number, work: () => Promise<T>): Promise<T> =>
    whileAwaited(() => {
      const now = performance.now();
      jest.spyOn(performance, "now").mockImplementation(() => now + ms);
      return work();
    });

  it.each(["pause", "end-for-all"] as const)("%s is not done, and says so", async (press) => {
    const before = await day.lessons.read(lesson);
    const answer = await lateBy(8_100, () => day.lessons.press(teacher(), lesson, { press }));
    expect(answer).toEqual({
      refused: "took-too-long",
      say: "That took too long, so Lesson Guard stopped trying. Look at the lesson, and press again if you still want it.",
    });
    expect(await day.lessons.read(lesson)).toEqual(before);
    expect(await day.record.concernsOfLesson(lesson)).toEqual([]);
  });

  it("a press in time is taken, and so is one that had been recorded before the answer was lost", async () => {
    const pause = () => day.lessons.press(teacher(), lesson, { press: "pause" });
    expect(await lateBy(7_900, pause)).toMatchObject({ lesson: { phase: "paused" } });
    expect(await lateBy(20_000, pause)).toMatchObject({ lesson: { phase: "paused" } });
  });

  it("an alert is taken however late, and what Teams reports too", async () => {
    const state = await day.lessons.read(lesson);
    const raised = await lateBy(20_000, () => day.concerns.raise(teacher(), state, "child"));
    expect(raised).toMatchObject({ recorded: true });
    const over = await lateBy(20_000, () => day.lessons.report(lesson, { report: "meeting-ended" }));
    expect(over.phase).toBe("over");
  });
});

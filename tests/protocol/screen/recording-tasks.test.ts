import type { FiledRecording, Filing } from "../../../src/protocol/lesson/filing-state.ts";
import { type Lesson, NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import { isAllDone, isEscalated, openTasks } from "../../../src/protocol/screen/recording-tasks.ts";
import { filedAt, RULES } from "../lesson/filed.ts";
import { AT, TEACHER } from "../lesson/story.ts";

const DAY = 24 * 60 * 60_000;
const later = (ms: number): string => new Date(Date.parse(AT) + ms).toISOString();
const NOTED = { at: AT, by: TEACHER.id };
const FILED = filedAt(later(DAY), "2026-12-25");
const GONE = { ...FILED, filed: { ...FILED.filed, where: "gone", whereAt: AT } } as FiledRecording;
const FILING: Filing = { at: AT, rules: RULES, recordings: [FILED] };
const CPOMS = { ...NOTED, reference: "C-1" };

/** A one-to-one, recorded as its parent was told, and over. */
const OVER: Lesson = {
  ...NO_LESSON,
  phase: "over",
  asTold: { at: AT, told: { at: AT, by: TEACHER.id, reason: "at work" } as never },
};
const filed = (more: Partial<Filing> = {}): Lesson => ({
  ...OVER,
  cpoms: CPOMS,
  filing: { ...FILING, ...more },
});
const tasks = (lesson: Lesson, now = AT) => openTasks(lesson, { now, timeZone: "Europe/London" });
const whats = (lesson: Lesson, now = AT) =>
  tasks(lesson, now).map(({ what, late }) => (late ? `${what}, late` : what));

describe("what is left to do about a recorded one-to-one", () => {
  it("is nothing while it is on, nor where none was recorded as told", () => {
    expect(tasks({ ...OVER, phase: "live" })).toEqual([]);
    expect(tasks({ ...NO_LESSON, phase: "over" })).toEqual([]);
  });

  it("is CPOMS, on the same day, before all else", () => {
    expect(tasks(OVER)).toEqual([
      {
        what: "CPOMS",
        since: AT,
        late: false,
        sentence: "CPOMS: not yet. The lesson was recorded on 24 November 2026.",
      },
    ]);
    expect(whats({ ...OVER, filing: { ...FILING, recordings: [] } })).toEqual(["CPOMS", "folder"]);
    expect(whats({ ...filed(), cpoms: undefined } as never)).toEqual(["CPOMS", "first copy"]);
    // In the school's own days.
    expect(whats(OVER, "2026-11-24T23:59:00.000Z")).toEqual(["CPOMS"]);
    expect(whats(OVER, "2026-11-25T00:00:00.000Z")).toEqual(["CPOMS, late"]);
    expect(tasks({ ...OVER, cpoms: CPOMS })).toEqual([]);
  });

  it("is the folder until each recording is there, late after a day, and then nothing of copies yet", () => {
    const without = filed({ recordings: [] });
    expect(tasks(without)).toEqual([
      { what: "folder", since: AT, late: false, sentence: "The recording is not in “Zoom Sessions” yet." },
    ]);
    expect(whats(without, later(DAY - 1))).toEqual(["folder"]);
    expect(whats(without, later(DAY))).toEqual(["folder, late"]);
  });

  it("is Teams' own copy, late a week after the recording was put away", () => {
    expect(tasks(filed(), later(DAY))).toEqual([
      {
        what: "first copy",
        since: later(DAY),
        late: false,
        sentence: "Teams’ own copy of the recording is to be deleted.",
      },
    ]);
    expect(whats(filed(), later(8 * DAY - 1))).toEqual(["first copy"]);
    expect(whats(filed(), later(8 * DAY))).toEqual(["first copy, late"]);
    const byHand = { at: later(2 * DAY), by: TEACHER.id, deleteOn: "2026-12-26" };
    expect(tasks(filed({ byHand }))[0]?.since).toBe(byHand.at);
    expect(tasks(filed({ byHand, recordings: [] }))[0]?.since).toBe(byHand.at);
  });

  it("is to delete it from its day on, until it is gone or staff say so", () => {
    const kept = filed({ firstCopy: NOTED });
    expect(tasks(kept, "2026-12-24T23:59:00.000Z")).toEqual([]);
    expect(tasks(kept, "2026-12-25T00:00:00.000Z")).toEqual([
      {
        what: "deletion",
        since: "2026-12-25T00:00:00.000Z",
        late: true,
        sentence: "The recording was to be deleted on 25 December 2026.",
      },
    ]);
    expect(whats(filed(), "2026-12-25T00:00:00.000Z")).toEqual(["first copy, late", "deletion, late"]);
    for (const more of [{ recordings: [GONE] }, { deleted: NOTED }])
      expect(tasks(filed({ firstCopy: NOTED, ...more }), "2026-12-25T00:00:00.000Z")).toEqual([]);
  });
});

it.each<[string, Lesson, boolean]>([
  ["nothing was recorded", NO_LESSON, true],
  [
    "CPOMS has no entry",
    { ...filed({ firstCopy: NOTED, deleted: NOTED }), cpoms: undefined } as never,
    false,
  ],
  ["no one has asked for it to be put away", { ...OVER, cpoms: CPOMS }, false],
  ["it is not in the folder", filed({ recordings: [], firstCopy: NOTED, deleted: NOTED }), false],
  ["Teams' copy is there", filed({ deleted: NOTED }), false],
  ["it is to be deleted one day", filed({ firstCopy: NOTED }), false],
  ["it is deleted", filed({ firstCopy: NOTED, recordings: [GONE] }), true],
  ["staff say that it is deleted", filed({ firstCopy: NOTED, deleted: NOTED }), true],
])("whether any task is open or will be, where %s", (_when, lesson, done) => {
  expect(isAllDone(lesson)).toBe(done);
});

it("the DSL is told of CPOMS alone, and after so many days", () => {
  expect(isEscalated(tasks(OVER), later(3 * DAY - 1), 3)).toBe(false);
  expect(isEscalated(tasks(OVER), later(3 * DAY), 3)).toBe(true);
  expect(isEscalated(tasks(filed()), later(300 * DAY), 3)).toBe(false);
});

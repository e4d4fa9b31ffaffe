import type { Duty, DutyWork } from "../work/duty.ts";
import type { Lesson } from "./state.ts";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
/** After this long the lesson is over, and all that belongs to it. */
const OCCURRENCE = 4 * 60 * MINUTE;

export const duty = (work: DutyWork, more: Partial<Omit<Duty, "work">> = {}): Duty => ({
  work,
  afterMs: 0,
  deadlineMs: 10 * SECOND,
  expiryMs: OCCURRENCE,
  repeat: "until-done",
  urgent: false,
  ...more,
});

export const urgent = (work: DutyWork, more: Partial<Omit<Duty, "work">> = {}): Duty =>
  duty(work, { urgent: true, deadlineMs: 2 * SECOND, ...more });

/** Lessons that end together are sealed together. */
const SEALED_AFTER = 2 * MINUTE;

/** One seal waits for all lessons of the school that end about now. */
export const sealSoon = (lesson: string): Duty => {
  const asked = { afterMs: SEALED_AFTER, deadlineMs: 10 * MINUTE, replaces: "seal:lesson" };
  return duty({ kind: "seal", of: "lesson", lesson }, asked);
};

/** Until a lesson that was planned is over, its meeting is still wanted, however long Microsoft is away. */
export const untilItsEnd = ({ endsAt }: Pick<Lesson, "endsAt">, at: string): number =>
  Math.max(60 * MINUTE, Date.parse(endsAt ?? at) - Date.parse(at));

/** Another register: the school's files tell for which of its pupils a refusal stands (P2). */
export const findRefusals = ({ id }: Pick<Lesson, "id">): Duty =>
  urgent({ kind: "find-refusals", lesson: id }, { deadlineMs: MINUTE });

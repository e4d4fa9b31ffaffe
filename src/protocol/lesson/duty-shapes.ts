import type { Duty, DutyWork } from "../work/duty.ts";

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

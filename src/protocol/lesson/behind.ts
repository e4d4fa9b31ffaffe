import { type Refused, refuse } from "../decision.ts";
import type { DrawnFrom, StaffCommand } from "./commands.ts";
import { disarms } from "./disarming.ts";
import type { Lesson } from "./state.ts";
import { sweepCount } from "./sweep.ts";

const BEHIND =
  "Nothing was done: this was drawn before the lesson changed. What you see now is up to date. Press again if you still want that.";

/**
 * An old card or panel cannot disarm a lesson: a press from it does nothing where it would now mean something else.
 * A press that protects children is taken from any card or panel, however old.
 */
export const refusedAsBehind = (
  lesson: Lesson,
  { press }: StaffCommand,
  { turn, toCheck }: DrawnFrom,
): Refused | undefined => {
  if (disarms(press) && turn !== lesson.turn) return refuse("behind", BEHIND);
  const more =
    press === "all-others-fine" || press === "names-match"
      ? sweepCount(lesson, press) - (toCheck ?? Infinity)
      : 0;
  return more > 0
    ? refuse(
        "behind",
        `Nothing was checked: ${more === 1 ? "1 pupil has" : `${more} pupils have`} come since this was drawn. Look at them, then press again.`,
      )
    : undefined;
};

import { type Refused, refuse } from "../decision.ts";
import type { DrawnFrom, StaffCommand } from "./commands.ts";
import { disarms } from "./disarming.ts";
import type { Lesson } from "./state.ts";
import { sweepCount } from "./sweep.ts";
import { opensToAll, unsortedInside } from "./unsorted.ts";

const BEHIND =
  "Nothing was done: this was drawn before the lesson changed. What you see now is up to date. Press again if you still want that.";

const JUST_PRESSED =
  "Nothing was done: you had pressed another button a moment before, in the same place. Press again if you mean this one.";

/** The answer to a press is on the screen for a moment before a person has read it. */
const SECOND_TAP_MS = 1500;

/**
 * Whether this may be the second tap of the press that put this button there: Resume where Pause was, Undo where
 * "Class lesson" was. Undo of an end stands where Pause was, never where an end was pressed, and has little time.
 */
const isSecondTap = ({ turned }: Lesson, { press }: StaffCommand, by: string, now: string): boolean =>
  disarms(press) &&
  press !== "undo-end" &&
  turned?.by === by &&
  Date.parse(now) - Date.parse(turned.at) < SECOND_TAP_MS;

/**
 * An old card or panel cannot disarm a lesson: a press from it does nothing where it would now mean something else.
 * A press that protects children is taken from any card or panel, however old.
 */
export const refusedAsBehind = (
  lesson: Lesson,
  command: StaffCommand,
  { turn, toCheck, unsorted, card }: DrawnFrom,
  { by, now }: { readonly by: string; readonly now: string },
): Refused | undefined => {
  const { press } = command;
  if (disarms(press) && turn !== lesson.turn) return refuse("behind", BEHIND);
  if (card === true && isSecondTap(lesson, command, by, now)) return refuse("behind", JUST_PRESSED);
  const come = opensToAll(press) ? unsortedInside(lesson) - (unsorted ?? Infinity) : 0;
  if (come > 0)
    return refuse(
      "behind",
      `Nothing was done: ${come === 1 ? "1 person has come in who is" : `${come} people have come in who are`} not sorted out. Press again if you still want that.`,
    );
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

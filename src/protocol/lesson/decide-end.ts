import { refuse } from "../decision.ts";
import { defined } from "../defined.ts";
import { addMs, clockTime } from "../time/clock-time.ts";
import { toldThen } from "../who/route.ts";
import type { DecisionContext } from "./commands.ts";
import { END_BY_HAND, TO_END_BY_HAND, whyNoRemoval, whyNotAsked } from "./doors.ts";
import { plannedEnd } from "./planned-time.ts";
import { type Decide, nothing, notRunning, stamp } from "./press.ts";
import { isRunning } from "./running.ts";
import type { End, Lesson } from "./state.ts";
import { mayEndInPeace } from "./unrecorded.ts";

/** What is said of an end that alerts no one. */
export const NO_ALERT = "No one is alerted.";

/** The press that an end began with, as people read of it. */
export const endPress = ({ why }: Pick<End, "why">): string =>
  why === "ordinary" ? "End lesson" : "End for all";

/** Promises nothing that is known to be impossible: where the call is out of reach, first what to press. */
const endWords = (lesson: Lesson, seconds: number, told: (then?: string) => string): string => {
  const why = whyNoRemoval(lesson);
  const undo = `Press Undo within ${seconds} seconds to stop that.`;
  return why === undefined
    ? `Teams is asked to shut the doors and switch off mics. Everyone except you and the organiser will be removed in ${seconds} seconds. ${told()} ${undo}`
    : `${why} ${END_BY_HAND} ${told(`in ${seconds} seconds`)} ${undo}`;
};

const pressedBefore = (end: End | undefined, { now, timeZone }: DecisionContext) =>
  nothing(`${endPress(end ?? {})} was pressed at ${clockTime(end?.askedAt ?? now, timeZone)}.`);

const isOrdinary = ({ end }: Lesson): boolean => end?.why === "ordinary";

/**
 * X1. One press; the second is answered, not repeated. While an ordinary end is under way it is taken: the doors are
 * shut and people go already, and now those who take alerts are told.
 */
export const endForAll: Decide<"end-for-all"> = (lesson, _command, by, around) => {
  const { phase, end } = lesson;
  const overtakes = phase === "shut" && isOrdinary(lesson);
  if (!overtakes && (phase === "shut" || (phase === "over" && end !== undefined && !isOrdinary(lesson))))
    return pressedBefore(end, around);
  if (phase === "over")
    return refuse(
      "over",
      "The lesson is over. No one was told by this press: to tell the DSL, press Tell the DSL now.",
    );
  if (!overtakes && !isRunning(lesson)) return notRunning(lesson);
  const { now: at, tells, undoSeconds } = around;
  const goes = overtakes && end?.beganAt !== undefined;
  const data = { by: by.id, undoUntil: goes ? at : addMs(at, undoSeconds * 1000), ...defined({ tells }) };
  return {
    events: [{ type: "EndAsked", at, data, personal: { byName: by.name } }],
    say: goes
      ? `Everyone except you and the organiser is being removed already. ${toldThen(tells, "now")}`
      : endWords(lesson, undoSeconds, (then) => toldThen(tells, then)),
  };
};

/** A lesson that was as it should be comes to its end: the same work in the same order, and no alert. */
export const endLesson: Decide<"end-lesson"> = (lesson, _command, by, around) => {
  const { now: at, undoSeconds } = around;
  if (lesson.phase === "shut" || (lesson.phase === "over" && lesson.end !== undefined))
    return pressedBefore(lesson.end, around);
  if (!isRunning(lesson)) return notRunning(lesson);
  if (!mayEndInPeace(lesson, at)) return refuse("too-early", notYetWords(lesson, around));
  const data = { by: by.id, undoUntil: addMs(at, undoSeconds * 1000), why: "ordinary" as const };
  return {
    events: [{ type: "EndAsked", at, data, personal: { byName: by.name } }],
    say: endWords(lesson, undoSeconds, () => NO_ALERT),
  };
};

const notYetWords = (lesson: Lesson, { timeZone }: DecisionContext): string => {
  const end = plannedEnd(lesson);
  const until =
    end === undefined
      ? "Cameras and mics have not been let on yet."
      : `This lesson is planned until ${clockTime(end, timeZone)}.`;
  return `${until} ${TO_END_BY_HAND} If a child may be at risk, press End for all.`;
};

export const undoEnd: Decide<"undo-end"> = (lesson, _command, by, around) => {
  const { end } = lesson;
  if (end === undefined) return nothing("Nothing to undo.");
  if (lesson.phase === "over") return notRunning(lesson);
  const ordinary = isOrdinary(lesson);
  if (end.beganAt !== undefined || around.now >= end.undoUntil)
    return refuse(
      "too-late",
      ordinary
        ? "Too late to undo: removal has begun."
        : "Too late to undo: removal has begun and the alert is going out.",
    );
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "EndUndone", at, data: ordinary ? { ...data, why: "ordinary" } : data, personal }],
    say: whyNotAsked(lesson)
      ? "Undone. Everyone stays and no one is told."
      : "Undone. Everyone stays and no one is told. Teams is asked to set what was set before.",
  };
};

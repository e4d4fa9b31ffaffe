import type { Lesson } from "../lesson/state.ts";
import { clockTime } from "../time/clock-time.ts";
import { isLessonGuard } from "../who/lesson-guard.ts";
import { doorsProof } from "./proofs.ts";
import { quietProof } from "./quiet.ts";
import type { Proof } from "./view.ts";

/** How far a pause is proven: the setting is half of it, the other half is that no one sends. */
export const pauseProof = (lesson: Lesson, now: string, timeZone: string): Proof => {
  const doors = doorsProof(lesson, now, timeZone);
  const quiet = doors.state === "proven" ? quietProof(lesson, now, timeZone, false) : undefined;
  return quiet ?? doors;
};

/** Since when it is paused, by what Teams shows: the one time that every surface names. undefined while it is only asked for. */
export const pausedAt = (lesson: Lesson): string | undefined => {
  if (lesson.phase !== "paused") return undefined;
  // That it is proven does not depend on when one looks.
  const { state, at } = pauseProof(lesson, lesson.paused?.at ?? "", "UTC");
  return state === "proven" ? at : undefined;
};

const because = ({ paused }: Lesson, withWhy: boolean): string =>
  withWhy && paused !== undefined && isLessonGuard(paused.by) ? " because no staff were in it" : "";

/**
 * That it is paused, with its proof; before that, and after it, what Teams was asked, and when.
 * @param withWhy adds that Lesson Guard paused it, where it did
 */
export const pauseWords = (lesson: Lesson, timeZone: string, withWhy = false): string => {
  const why = because(lesson, withWhy);
  const at = pausedAt(lesson);
  if (at !== undefined) return `Paused ${clockTime(at, timeZone)}${why}.`;
  return lesson.paused === undefined
    ? ""
    : `Teams was asked to pause it at ${clockTime(lesson.paused.at, timeZone)}${why}.`;
};

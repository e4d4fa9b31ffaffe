import { peopleOf } from "./presence.ts";
import type { Lesson } from "./state.ts";

/** What was heard of a meeting, where it was of its people or of its times. */
export type Heard = "start" | "join" | "leave" | "end";

/** A meeting that starts again so long after its start is another lesson of the day. */
const ANOTHER_AFTER_MS = 4 * 60 * 60_000;
/** What Teams tells of a lesson late, and people who come back into one that is just over. */
const LATE_MS = 15 * 60_000;

/**
 * Whether what was heard at this moment, by Teams' own clock, is of this occurrence: a series shares one chat. No
 * clock ends a lesson: one with people in it, or our own leg, of which no end was heard, is still the same however
 * long it has been on.
 */
export const isSameOccurrence = (lesson: Lesson, at: string, heard?: Heard): boolean => {
  const { began, phase, ended } = lesson;
  if (began === undefined) return true;
  if (Date.parse(at) - Date.parse(began) < ANOTHER_AFTER_MS) return true;
  if (phase === "over") return ended !== undefined && Date.parse(at) - Date.parse(ended) < LATE_MS;
  if (heard === "end" || lesson.call.state === "in") return true;
  // Teams starts no meeting that is on: those whom only its messages still show inside have left unheard.
  return heard !== "start" && peopleOf(lesson).some((one) => one.place === "in");
};

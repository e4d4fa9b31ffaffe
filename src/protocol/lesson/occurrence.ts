import { peopleOf } from "./presence.ts";
import type { Lesson } from "./state.ts";

/** What Teams told of a meeting's people or of its times. */
export type Heard = "start" | "join" | "leave" | "end";

/** A meeting that starts again this long after its start is another lesson of the day. */
const ANOTHER_AFTER_MS = 4 * 60 * 60_000;
/** For this long, late news and people who come back belong to the lesson that has just ended. */
const LATE_MS = 15 * 60_000;

/**
 * Whether what Teams told at this moment, by its own clock, belongs to this occurrence: a series shares one chat. No
 * clock ends a lesson: while people or our own leg are in it and no end was heard, it is still the same one, however
 * long it has been on.
 */
export const isSameOccurrence = (lesson: Lesson, at: string, heard?: Heard): boolean => {
  const { began, phase, ended } = lesson;
  if (began === undefined) return true;
  if (Date.parse(at) - Date.parse(began) < ANOTHER_AFTER_MS) return true;
  if (phase === "over") return ended !== undefined && Date.parse(at) - Date.parse(ended) < LATE_MS;
  if (heard === "end" || lesson.call.state === "in") return true;
  // Teams starts no meeting that is on: people whom only its messages still show inside have left unheard.
  return heard !== "start" && peopleOf(lesson).some((one) => one.place === "in");
};

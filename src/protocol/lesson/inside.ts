import type { Attendee } from "./person.ts";
import { peopleOf } from "./presence.ts";
import type { Lesson } from "./state.ts";

/**
 * Who is inside and is to leave at an end, by the list that counts now: families, and staff whom Teams was asked to
 * remove. None once the meeting is over.
 */
export const stillInside = (lesson: Lesson): readonly Attendee[] =>
  lesson.phase === "over"
    ? []
    : peopleOf(lesson).filter((one) => one.place === "in" && (!one.staff || one.removal !== undefined));

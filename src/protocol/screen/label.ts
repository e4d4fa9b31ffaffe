import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { clockTime } from "../time/clock-time.ts";
import { momentsIn } from "../time/moments.ts";

/**
 * What a card outside the private record calls a lesson: kind and time. A meeting's title is free
 * text and may hold a child's name, so it never stands on a card.
 */
export const lessonLabel = (lesson: Lesson, timeZone: string): string => {
  const start = lesson.startedAt ?? lesson.startsAt;
  const what =
    lesson.kind === undefined || lesson.kind === "not a lesson" ? "lesson" : `${lesson.kind} lesson`;
  const kind = isInZoom(lesson) ? `${what} in Zoom` : what;
  return start === undefined ? `a ${kind}` : `the ${clockTime(start, timeZone)} ${kind}`;
};

/** "24 November 2026": a card is read the next morning, too. undefined where it is not known when the lesson is. */
export const lessonDay = ({ startedAt, startsAt }: Lesson, timeZone: string): string | undefined => {
  const start = startedAt ?? startsAt;
  return start === undefined ? undefined : momentsIn(timeZone).day(start);
};

/** The same at the beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

import { TO_END_BY_HAND } from "./doors.ts";
import { isThere } from "./person.ts";
import type { Lesson } from "./state.ts";

/**
 * How many are inside who are not staff: families, and those who came with them. The highest count of any source:
 * a source that shows no one is no proof that no one is there.
 */
export const outsidersInside = (lesson: Lesson): number => {
  const counts = new Map<string, number>();
  for (const one of Object.values(lesson.people))
    if (isThere(one) && one.place === "in" && !one.staff && one.identity !== "application")
      counts.set(one.source, (counts.get(one.source) ?? 0) + 1);
  return Math.max(0, ...counts.values());
};

/** A lesson that Lesson Guard looks after, by its kind. */
export const isLessonKind = ({ kind }: Pick<Lesson, "kind">): boolean =>
  kind !== undefined && kind !== "not a lesson";

/**
 * Why this meeting stays a lesson whatever is pressed: nothing takes protection off children who are inside.
 * @returns undefined where staff may say that it is none
 */
export const staysLesson = (lesson: Lesson): string | undefined => {
  if (!isLessonKind(lesson)) return undefined;
  const inside = outsidersInside(lesson);
  if (inside > 0)
    return `Not done: ${inside === 1 ? "1 person who is not staff is" : `${inside} people who are not staff are`} inside, so this stays a lesson. ${TO_END_BY_HAND}`;
  return lesson.phase === "live" || lesson.phase === "paused"
    ? `Not done: the lesson is under way, so it stays a lesson. ${TO_END_BY_HAND}`
    : undefined;
};

/** Whether the last choice of kind can be taken back: not once the meeting is over, nor where that would disarm it. */
export const mayUndoKind = (lesson: Lesson): boolean => {
  const { before, phase } = { before: lesson.kindBefore, phase: lesson.phase };
  if (before === undefined || phase === "shut" || phase === "over") return false;
  return isLessonKind(before) || staysLesson(lesson) === undefined;
};

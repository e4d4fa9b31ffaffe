import type { Meeting } from "../../protocol/families/events.ts";
import { type NextLesson, nextLesson } from "../../protocol/families/next-lesson.ts";
import type { KeptClass } from "../../protocol/families/state.ts";
import { cancelledAt } from "../../protocol/lesson/cancelled.ts";
import { isEnded } from "../../protocol/lesson/running.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { dayOf } from "../../protocol/time/school-days.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import type { LessonDesk } from "../lesson-desk.ts";

/** All meetings that a list comes to: the one that was chosen or planned last stands first. */
export const meetingsOf = ({ meets, besides = [] }: KeptClass): readonly Meeting[] =>
  meets === undefined ? besides : [meets, ...besides];

type Reading = {
  readonly record: Pick<SchoolRecord, "lessonByChat">;
  readonly lessons: Pick<LessonDesk, "read">;
};

/** The newest lesson of a meeting; undefined where none is known. */
export const lessonAt = async (
  { record, lessons }: Reading,
  { chat }: Meeting,
): Promise<Lesson | undefined> => {
  const row = await record.lessonByChat(chat);
  return row === undefined ? undefined : lessons.read(row.lesson);
};

/** When families come to this meeting next; of a series that was planned here, not after its last day. */
export const nextAt = (
  lesson: Lesson,
  { weekly }: Meeting,
  { now, timeZone }: { readonly now: string; readonly timeZone: string },
): NextLesson => {
  if (cancelledAt(lesson) !== undefined) return { state: "none" };
  const next = nextLesson(lesson, weekly, now, timeZone);
  const last = lesson.weeklyUntil;
  const isPast = last !== undefined && next.startsAt !== undefined && dayOf(next.startsAt, timeZone) > last;
  return isPast ? { state: "none" } : next;
};

/** Whether families may still come to it: also where Teams has not said when it is. */
export const isStillToCome = (lesson: Lesson, next: NextLesson): boolean =>
  next.state !== "none" || (lesson.startsAt === undefined && !isEnded(lesson));

/** When a lesson of theirs was to be that was cancelled, until that time has passed. */
export const cancelledOf = (lesson: Lesson, now: string): string | undefined => {
  const { startsAt, endsAt = startsAt } = lesson;
  return cancelledAt(lesson) !== undefined && endsAt !== undefined && endsAt > now ? startsAt : undefined;
};

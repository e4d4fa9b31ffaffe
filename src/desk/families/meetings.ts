import type { Meeting } from "../../protocol/families/events.ts";
import { type NextLesson, nextLesson } from "../../protocol/families/next-lesson.ts";
import type { KeptClass } from "../../protocol/families/state.ts";
import { cancelledAt } from "../../protocol/lesson/cancelled.ts";
import { isBeyondReach } from "../../protocol/lesson/doors.ts";
import { chosenChild } from "../../protocol/lesson/kind-again.ts";
import { plannedStartOf } from "../../protocol/lesson/planned-time.ts";
import { isEnded } from "../../protocol/lesson/running.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { weeksOf } from "../../protocol/lesson/weeks.ts";
import { isPostponed } from "../../protocol/rules/s5-recorded-if-alone.ts";
import { dayOf } from "../../protocol/time/school-days.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import type { LessonDesk } from "../lesson-desk.ts";
import { oneByOne } from "../one-by-one.ts";

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

type Around = { readonly now: string; readonly timeZone: string };

/** When families come to this meeting next; of a series that was planned here, not after its last day. */
export const nextAt = (
  lesson: Lesson,
  { weekly }: Pick<Meeting, "weekly">,
  { now, timeZone }: Around,
): NextLesson => {
  if (cancelledAt(lesson) !== undefined) return { state: "none" };
  const next = nextLesson(lesson, weekly, now, timeZone);
  const last = lesson.weeklyUntil;
  const isPast = last !== undefined && next.startsAt !== undefined && dayOf(next.startsAt, timeZone) > last;
  return isPast ? { state: "none" } : next;
};

/** What matters first: a lesson that is on, then one that was ended for safety, then the soonest. */
const ORDER: readonly NextLesson["state"][] = ["open", "ended", "to come", "none"];

export type Coming = { readonly lesson: Lesson; readonly next: NextLesson };

/** Where the links of a list lead now. */
export const firstOf = (coming: readonly Coming[]): Coming | undefined =>
  coming.toSorted(
    ({ next: one }, { next: other }) =>
      ORDER.indexOf(one.state) - ORDER.indexOf(other.state) ||
      (one.startsAt ?? "").localeCompare(other.startsAt ?? ""),
  )[0];

/** Whether families may still come to it: also where Teams has not said when it is. */
export const isStillToCome = (lesson: Lesson, next: NextLesson): boolean =>
  next.state !== "none" || (lesson.startsAt === undefined && !isEnded(lesson));

/** Meetings of a list that are on or to come. */
export const meetingsToCome = async (
  reading: Reading,
  list: KeptClass,
  around: Around,
): Promise<readonly (Coming & { readonly one: Meeting })[]> => {
  const all = await oneByOne(meetingsOf(list), async (one) => {
    const lesson = await lessonAt(reading, one);
    const next = lesson === undefined ? undefined : nextAt(lesson, one, around);
    return lesson !== undefined && next !== undefined && isStillToCome(lesson, next)
      ? [{ one, lesson, next }]
      : [];
  });
  return all.flat();
};

/** Why no family can come to it, in words; undefined where they can. A kind can still be chosen. */
export const whyNoneCome = (
  lesson: Lesson,
  meeting: Pick<Meeting, "weekly">,
  around: Around,
): string | undefined => {
  if (cancelledAt(lesson) !== undefined) return "This lesson was cancelled.";
  if (lesson.kind === "not a lesson") return "This is marked as not a lesson.";
  if (isBeyondReach(lesson)) return "Lesson Guard cannot reach this meeting.";
  const isOver = isEnded(lesson) && !meeting.weekly;
  return isOver || !isStillToCome(lesson, nextAt(lesson, meeting, around))
    ? "This lesson is over."
    : undefined;
};

/** When lessons of theirs were to be that were cancelled, until that time has passed: all of it, or single weeks. */
export const cancelledOf = (lesson: Lesson, { now, timeZone }: Around): readonly string[] => {
  const { startsAt, endsAt = startsAt, weeklyUntil, skipped = [] } = lesson;
  if (startsAt === undefined || endsAt === undefined) return [];
  if (cancelledAt(lesson) !== undefined) return endsAt > now ? [startsAt] : [];
  if (weeklyUntil === undefined) return [];
  return weeksOf({ startsAt, endsAt, weeklyUntil }, timeZone).flatMap((week) =>
    skipped.includes(dayOf(week.startsAt, timeZone)) && week.endsAt > now ? [week.startsAt] : [],
  );
};

/** The child of a one-to-one, as far as that is known. */
const childOf = (lesson: Lesson): string | undefined => {
  const [only, ...others] = lesson.register;
  return chosenChild(lesson) ?? (others.length === 0 ? only?.id : undefined);
};

/** When their child's one-to-one was to be that was postponed, for the rest of that day (S5). */
export const postponedOf = (
  lesson: Lesson,
  family: string,
  { now, timeZone }: Around,
): string | undefined => {
  const at = plannedStartOf(lesson) ?? lesson.startedAt;
  return isEnded(lesson) &&
    isPostponed(lesson) &&
    childOf(lesson) === family &&
    at !== undefined &&
    dayOf(at, timeZone) === dayOf(now, timeZone)
    ? at
    : undefined;
};

import { type Refused, refuse } from "../protocol/decision.ts";
import { defined } from "../protocol/defined.ts";
import { cancelledAt } from "../protocol/lesson/cancelled.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { weeksOf } from "../protocol/lesson/weeks.ts";
import { isInZoom } from "../protocol/lesson/zoom.ts";
import { addMs } from "../protocol/time/clock-time.ts";
import { dayOf } from "../protocol/time/school-days.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import type { LessonDesk } from "./lesson-desk.ts";

const YEAR_MS = 366 * 24 * 60 * 60_000;

type Row = Awaited<ReturnType<SchoolRecord["lessonsOfStaff"]>>[number];

/** Lessons that are not over, and of each chat the first of the last year: it may be a series that goes on. */
export const mayBePlanned = (rows: readonly Row[], now: string): readonly Row[] => {
  const since = addMs(now, -YEAR_MS);
  const first = new Map<string, Row>();
  for (const row of rows.toSorted((a, b) => (a.startedAt ?? "").localeCompare(b.startedAt ?? ""))) {
    const { chatId, startedAt } = row;
    if (chatId !== null && (startedAt ?? "") > since && !first.has(chatId)) first.set(chatId, row);
  }
  return rows.filter((row) => row.overAt === null || first.get(row.chatId ?? "") === row);
};

type Reading = {
  readonly record: Pick<SchoolRecord, "lessonByChat">;
  readonly lessons: Pick<LessonDesk, "report">;
};

/**
 * One lesson of a series, of the person who planned it. Every later lesson knows of it from the one before: the newest
 * hears first, then the planned one, whose calendar event it is.
 */
export const cancelWeek = async (
  { record, lessons }: Reading,
  caller: Caller,
  lesson: Lesson,
  { day, now, timeZone }: { readonly day: string; readonly now: string; readonly timeZone: string },
): Promise<{ readonly say: string; readonly lesson: Lesson } | Refused> => {
  const { startsAt = "", endsAt = "", weeklyUntil, skipped = [], chatId } = lesson;
  const week = weeksOf({ startsAt, endsAt, ...defined({ weeklyUntil }) }, timeZone).find(
    (one) => dayOf(one.startsAt, timeZone) === day,
  );
  if (weeklyUntil === undefined || week === undefined || isInZoom(lesson))
    return refuse("when", "There is no lesson of this series on that day. Nothing was cancelled.");
  if (skipped.includes(day) || cancelledAt(lesson) !== undefined)
    return { say: "It is cancelled already.", lesson };
  if (week.startsAt <= now)
    return refuse("lesson-on", "Nothing was cancelled: the lesson has begun. End it where it is held.");
  const newest = chatId === "" ? undefined : (await record.lessonByChat(chatId))?.lesson;
  const report = { report: "week-cancelled", by: caller.id, byName: caller.name, day } as const;
  if (newest !== undefined && newest !== lesson.id) await lessons.report(newest, report);
  return {
    say: "Cancelled, this one alone. The page for families says so. This page shows when it is out of the calendar.",
    lesson: await lessons.report(lesson.id, report),
  };
};

import { defined } from "../defined.ts";
import { type PlanTrouble, stepOf } from "../lesson/plan.ts";
import type { Lesson } from "../lesson/state.ts";
import { weeksOf } from "../lesson/weeks.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { dayOf } from "../time/school-days.ts";
import type { PlanLine } from "./plan-line.ts";
import { type Around, cancelledText, type PlanText, whenOf } from "./plan-text.ts";

/** One lesson of a series that is still to come. */
export type PlanWeek = {
  /** "2026-12-08" */
  readonly day: string;
  /** "Tuesday 8 December 2026, 10:00 to 10:45" */
  readonly when: string;
  /** It was cancelled alone: how far it is out of the calendar, and what to send. */
  readonly cancelled?: Pick<PlanLine, "state" | "words"> & { readonly text: PlanText };
};

const BY_HAND =
  "Delete this one lesson in your Teams calendar: then those who were invited are told. Lesson Guard keeps trying.";

const TROUBLES: Partial<Record<PlanTrouble, string>> = {
  away: "Microsoft has not answered. Lesson Guard keeps trying.",
  "not-allowed": `Microsoft does not let Lesson Guard change your calendar. ${BY_HAND}`,
};

const outOfCalendar = ({ plan }: Lesson, day: string): Pick<PlanLine, "state" | "words"> => {
  const step = plan === undefined ? undefined : stepOf(plan, "cancel-week", day);
  if (step === undefined)
    return { state: "not yet", words: "Microsoft is asked to take it out of your calendar." };
  if (step.trouble === undefined) return { state: "done", words: "It is out of your calendar." };
  return {
    state: step.trouble === "away" ? "not yet" : "your turn",
    words: TROUBLES[step.trouble] ?? BY_HAND,
  };
};

/** The lessons of a series in Teams that are still to come; none where it is no series, or all of it was cancelled. */
export const weeksToCome = (lesson: Lesson, around: Around): readonly PlanWeek[] => {
  const { startsAt, endsAt, weeklyUntil, skipped = [], cancelled } = lesson;
  if (startsAt === undefined || endsAt === undefined || weeklyUntil === undefined) return [];
  if (cancelled !== undefined || isInZoom(lesson)) return [];
  const { timeZone, now } = around;
  return weeksOf({ startsAt, endsAt, weeklyUntil }, timeZone)
    .filter((week) => week.startsAt > now)
    .map((week): PlanWeek => {
      const { weeklyUntil: _, skipped: __, ...one } = { ...lesson, ...week };
      const day = dayOf(week.startsAt, timeZone);
      return {
        day,
        when: whenOf(one, timeZone),
        ...defined({
          cancelled: skipped.includes(day)
            ? { ...outOfCalendar(lesson, day), text: cancelledText(one, around) }
            : undefined,
        }),
      };
    });
};

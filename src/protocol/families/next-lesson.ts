import { isEnded } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { EARLY } from "../rules/c5-early.ts";
import { addMs } from "../time/clock-time.ts";
import { momentOf, shownAt } from "../time/daily-time.ts";
import { dayOf } from "../time/school-days.ts";

const DAY_MS = 24 * 60 * 60_000;
const WEEK_MS = 7 * DAY_MS;
/** A lesson whose end Teams has not told yet may still be on. */
const LONGEST_MS = 4 * 60 * 60_000;

/** The lesson a family comes to next, as far as Teams has said when it is. */
export type NextLesson = {
  /** `ended`: the school ended it for safety, and says so; `none`: no lesson is known that is still to come. */
  readonly state: "none" | "to come" | "open" | "ended";
  /** Also of one that is on or was ended, where Teams has said when it was to start. */
  readonly startsAt?: string;
  /** Families join between these two. */
  readonly from?: string;
  readonly by?: string;
};

type Known = Pick<Lesson, "phase" | "startsAt" | "endsAt" | "end" | "overAt" | "skipped">;

/** The same clock time, whole weeks later: the first that is not over by `now`. */
const weekOf = (startsAt: string, lastsMs: number, now: string, timeZone: string): string => {
  const first = shownAt(Date.parse(startsAt), timeZone);
  const passed = shownAt(Date.parse(now), timeZone) - lastsMs - first;
  const weeks = Math.max(0, Math.floor(passed / WEEK_MS) + 1);
  return new Date(momentOf(first + weeks * WEEK_MS, timeZone)).toISOString();
};

/** The first week from then on that was not cancelled alone. */
const weekNotIn = (
  skipped: readonly string[],
  startsAt: string,
  lastsMs: number,
  from: string,
  timeZone: string,
): string => {
  const start = weekOf(startsAt, lastsMs, from, timeZone);
  return skipped.includes(dayOf(start, timeZone))
    ? weekNotIn(skipped, startsAt, lastsMs, addMs(start, lastsMs), timeZone)
    : start;
};

/** Of a weekly lesson, the one that is nearest to this moment. */
const nearest = (startsAt: string, weekly: boolean, moment: string, timeZone: string): string => {
  if (!weekly) return startsAt;
  const first = shownAt(Date.parse(startsAt), timeZone);
  const weeks = Math.max(0, Math.round((shownAt(Date.parse(moment), timeZone) - first) / WEEK_MS));
  return new Date(momentOf(first + weeks * WEEK_MS, timeZone)).toISOString();
};

/** When the family's next lesson is, and whether the way to it is open now (C5). */
export const nextLesson = (
  { phase, startsAt, endsAt, end, overAt, skipped = [] }: Known,
  weekly: boolean,
  now: string,
  timeZone: string,
): NextLesson => {
  const endedAt = overAt ?? end?.askedAt ?? "";
  const today = endedAt.slice(0, 10) === now.slice(0, 10);
  const around = (moment: string) =>
    startsAt === undefined ? {} : { startsAt: nearest(startsAt, weekly, moment, timeZone) };
  if (isEnded({ phase }) && end !== undefined && end.why !== "ordinary" && today)
    return { state: "ended", ...around(endedAt) };
  // It is on, whatever the clock says.
  if (phase === "arrival" || phase === "live" || phase === "paused") return { state: "open", ...around(now) };
  if (startsAt === undefined) return { state: "none" };
  const planned = Date.parse(endsAt ?? "") - Date.parse(startsAt);
  const lastsMs = planned > 0 && planned <= LONGEST_MS ? planned : LONGEST_MS;
  const isPast = isEnded({ phase }) || Date.parse(startsAt) + lastsMs <= Date.parse(now);
  if (isPast && !weekly) return { state: "none" };
  // This week's has ended: the next is a week from it.
  const after = isEnded({ phase }) ? addMs(overAt ?? now, lastsMs) : now;
  const from = after > now ? after : now;
  const start = weekly ? weekNotIn(skipped, startsAt, lastsMs, from, timeZone) : startsAt;
  const opens = addMs(start, -EARLY.most * 60_000);
  const until = addMs(start, lastsMs);
  return {
    state: now >= opens && now < until ? "open" : "to come",
    startsAt: start,
    from: opens,
    by: addMs(start, -EARLY.fewest * 60_000),
  };
};

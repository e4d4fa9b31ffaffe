import { momentOf, shownAt } from "../time/daily-time.ts";
import { dayOf } from "../time/school-days.ts";

const WEEK_MS = 7 * 24 * 60 * 60_000;
/** More than a lesson that is planned a year ahead has. */
const MOST_WEEKS = 60;

/** When something takes place: once, or every week until a last day ("2026-12-18"). */
export type Times = {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly weeklyUntil?: string;
  /** Days on which it does not take place. */
  readonly skipped?: readonly string[];
};

/** Each of its times: the same clock time every week, also when summer time begins. */
export const weeksOf = (
  { startsAt, endsAt, weeklyUntil, skipped = [] }: Times,
  timeZone: string,
): readonly Times[] => {
  const lastsMs = Date.parse(endsAt) - Date.parse(startsAt);
  const first = shownAt(Date.parse(startsAt), timeZone);
  const all = Array.from({ length: weeklyUntil === undefined ? 1 : MOST_WEEKS }, (_, week) => {
    const start = momentOf(first + week * WEEK_MS, timeZone);
    return {
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(start + lastsMs).toISOString(),
    };
  });
  return all
    .filter((one, week) => week === 0 || dayOf(one.startsAt, timeZone) <= (weeklyUntil ?? ""))
    .filter((one) => !skipped.includes(dayOf(one.startsAt, timeZone)));
};

/** The first time of `other` that is on while one of these is; undefined where they never meet. */
export const overlapOf = (one: Times, other: Times, timeZone: string): Times | undefined => {
  const own = weeksOf(one, timeZone);
  return weeksOf(other, timeZone).find((theirs) =>
    own.some(({ startsAt, endsAt }) => startsAt < theirs.endsAt && theirs.startsAt < endsAt),
  );
};

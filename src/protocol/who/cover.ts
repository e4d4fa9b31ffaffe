import { shownAt } from "../time/daily-time.ts";
import type { Holders } from "./route.ts";

/** A holder of a role is away, and another holder of that role stands in. */
export type Stint = {
  /** Entra object ids. */
  readonly away: string;
  readonly by: string;
  /** Days as the school's calendar shows them ("2026-12-01"), both included. */
  readonly from: string;
  readonly until: string;
};

/** When people are at school, and who is asked at all other times. */
export type Hours = {
  /** 1 Monday … 7 Sunday. */
  readonly days: readonly number[];
  /** Times as clocks there show them ("08:00"); the school opens before it closes. */
  readonly opens: string;
  readonly closes: string;
  /** Entra object ids of people who hold a role. */
  readonly contacts: readonly string[];
};

export type Cover = { readonly stints?: readonly Stint[]; readonly hours?: Hours };

const DAY_MS = 24 * 60 * 60_000;

/** The school's own calendar and clock at a moment: summer time is in it. */
const clockAt = (now: string, timeZone: string) => {
  const shown = shownAt(Date.parse(now), timeZone);
  const iso = new Date(shown).toISOString();
  // 1 January 1970 was a Thursday.
  const weekday = ((Math.floor(shown / DAY_MS) + 3) % 7) + 1;
  return { day: iso.slice(0, 10), time: iso.slice(11, 16), weekday };
};

/** The day that the school's own calendar shows at a moment ("2026-12-01"). */
export const dayThere = (now: string, timeZone: string): string => clockAt(now, timeZone).day;

export const isOutOfHours = (cover: Cover, now: string, timeZone: string): boolean => {
  const { hours } = cover;
  if (hours === undefined) return false;
  const { time, weekday } = clockAt(now, timeZone);
  return !hours.days.includes(weekday) || time < hours.opens || time >= hours.closes;
};

/**
 * Who of those that hold a role is not asked first now. They keep their role and what they may read; the
 * rounds that ask everyone ask them too.
 */
const awayNow = (
  cover: Cover,
  { dsl, headteacher }: Pick<Holders, "dsl" | "headteacher">,
  now: string,
  timeZone: string,
): readonly string[] => {
  const { day } = clockAt(now, timeZone);
  const onLeave = (cover.stints ?? [])
    // The person who stands in has to hold a role as well: cover gives no one a right.
    .filter(({ from, until, by }) => from <= day && day <= until && [...dsl, ...headteacher].includes(by))
    .map(({ away }) => away);
  const { contacts = [] } = cover.hours ?? {};
  const notOnCall = isOutOfHours(cover, now, timeZone)
    ? [...dsl, ...headteacher].filter((one) => !contacts.includes(one))
    : [];
  return [...new Set([...onLeave, ...notOnCall])];
};

/** The holders of the roles, and who of them is not asked first now. */
export const withCover = (
  holders: Holders,
  cover: Cover | undefined,
  now: string,
  timeZone: string,
): Holders => (cover === undefined ? holders : { ...holders, away: awayNow(cover, holders, now, timeZone) });

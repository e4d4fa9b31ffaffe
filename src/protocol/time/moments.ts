/** Moments as a reader outside the school needs them: with the year, in the school's own time. */
export type Moments = {
  /** "24 November 2026, 10:42" */
  readonly dayAndTime: (iso: string) => string;
  /** "24 November 2026, 10:42:07": where the second matters. */
  readonly dayAndSecond: (iso: string) => string;
  /** "24 November 2026" */
  readonly day: (iso: string) => string;
  /** "10:42:07": a timeline of an incident is read to the second (X1). */
  readonly time: (iso: string) => string;
  /** "10:42" */
  readonly minute: (iso: string) => string;
};

/** @param day of a calendar, "2026-12-01" @returns "1 December 2026" */
export const dayInWords = (day: string): string => momentsIn("UTC").day(`${day}T12:00:00Z`);

/** "from 1 December 2026 to 5 December 2026", or "on 1 December 2026". @param from @param until days of a calendar */
export const daysInWords = (from: string, until: string): string =>
  from === until ? `on ${dayInWords(from)}` : `from ${dayInWords(from)} to ${dayInWords(until)}`;

/** Making one takes longer than all else of a card. */
const made = new Map<string, Moments>();

/** @param timeZone IANA name */
export const momentsIn = (timeZone: string): Moments => {
  const known = made.get(timeZone) ?? makeMoments(timeZone);
  made.set(timeZone, known);
  return known;
};

/** "10:42"; "25 November 2026, 10:42" where that is another day. @param than a moment whose day is said beside it */
export const timeOrDay = (iso: string, than: string, timeZone: string): string => {
  const { day, dayAndTime, minute } = momentsIn(timeZone);
  return day(iso) === day(than) ? minute(iso) : dayAndTime(iso);
};

const makeMoments = (timeZone: string): Moments => {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone });
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });
  const seconds = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
  });
  return {
    day: (iso) => day.format(new Date(iso)),
    dayAndTime: (iso) => `${day.format(new Date(iso))}, ${clock.format(new Date(iso))}`,
    dayAndSecond: (iso) => `${day.format(new Date(iso))}, ${seconds.format(new Date(iso))}`,
    time: (iso) => seconds.format(new Date(iso)),
    minute: (iso) => clock.format(new Date(iso)),
  };
};

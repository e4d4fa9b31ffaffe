const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The next moment (ISO 8601 in UTC, later than `now`) at which clocks in the time zone show this time.
 * A time that is skipped when summer time begins counts an hour later.
 *
 * @param time "18:00"
 */
export const nextDailyTime = (now: string, time: string, timeZone: string): string => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const after = Date.parse(now);
  const today = shownAt(after, timeZone);
  const midnight = today - (today % DAY_MS);
  for (let day = 0; ; day += 1) {
    const shown = midnight + day * DAY_MS + (hours * 60 + minutes) * 60_000;
    const moment = momentOf(shown, timeZone);
    if (moment > after) return new Date(moment).toISOString();
  }
};

/** The offset may change between the guess and the moment itself, so it is looked up twice. */
export const momentOf = (shown: number, timeZone: string): number => {
  const guess = shown - (shownAt(shown, timeZone) - shown);
  return shown - (shownAt(guess, timeZone) - guess);
};

/** What clocks there show at a moment, to the second, as if it were UTC (milliseconds since 1970). */
export const shownAt = (moment: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(Math.floor(moment / 1000) * 1000);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
};

import { startOfDay } from "../time/school-days.ts";

/** A link that would end within a month goes on for another school year. */
const SOON_MS = 31 * 24 * 60 * 60_000;

/**
 * When a link that is made now ends: with the school year.
 * @param today "2026-11-30", in the school's time zone
 * @param schoolYearEnds its last day, "08-31"
 * @returns ISO 8601 in UTC: the first moment after that day
 */
export const linkEnds = (now: string, today: string, schoolYearEnds: string, timeZone: string): string => {
  const year = Number(today.slice(0, 4));
  const ends = [0, 1, 2]
    .map((more) => `${year + more}-${schoolYearEnds}`)
    .map((day) =>
      startOfDay(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), timeZone),
    );
  const [first = now] = ends.filter((end) => Date.parse(end) - Date.parse(now) > SOON_MS);
  return first;
};

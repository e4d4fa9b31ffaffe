import { momentOf, shownAt } from "./daily-time.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The first moment of a day ("2026-11-24") in a time zone, ISO 8601 in UTC. */
export const startOfDay = (day: string, timeZone: string): string =>
  new Date(momentOf(Date.parse(`${day}T00:00:00Z`), timeZone)).toISOString();

/** "2026-11-24" → "2026-11-25" */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** The day that calendars there show at a moment. */
export const dayOf = (iso: string, timeZone: string): string =>
  new Date(shownAt(Date.parse(iso), timeZone)).toISOString().slice(0, 10);

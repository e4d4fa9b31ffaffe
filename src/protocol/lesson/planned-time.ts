import type { Lesson } from "./state.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** Of a series Teams gives the time of one week: later ones are at the same time of day, which summer time moves. */
const SHIFTS_MS = [0, HOUR_MS, -HOUR_MS];

/**
 * When the planned time of this occurrence is over; undefined where Teams gives none, or it has not begun. One that
 * began after its planned time lasts as long as was planned.
 */
export const plannedEnd = ({
  startsAt,
  endsAt,
  startedAt,
}: Pick<Lesson, "startsAt" | "endsAt" | "startedAt">): string | undefined => {
  const [from, until, began] = [startsAt, endsAt, startedAt].map((at) => Date.parse(at ?? ""));
  if (from === undefined || until === undefined || began === undefined) return undefined;
  const lasts = until - from;
  if (Number.isNaN(began) || Number.isNaN(lasts) || lasts <= 0) return undefined;
  const end = plannedStart(from, began) + lasts;
  return new Date(began < end ? end : began + lasts).toISOString();
};

/** When this occurrence was planned to start; undefined as for `plannedEnd`. */
export const plannedStartOf = ({
  startsAt,
  startedAt,
}: Pick<Lesson, "startsAt" | "startedAt">): string | undefined => {
  const [from, began] = [Date.parse(startsAt ?? ""), Date.parse(startedAt ?? "")];
  return Number.isNaN(from) || Number.isNaN(began)
    ? undefined
    : new Date(plannedStart(from, began)).toISOString();
};

/** The planned moment of this occurrence: the day nearest to when it began. */
const plannedStart = (first: number, began: number): number => {
  const days = Math.round((began - first) / DAY_MS) * DAY_MS;
  if (days === 0) return first;
  const away = (shift: number): number => Math.abs(began - (first + days + shift));
  return first + days + SHIFTS_MS.reduce((best, shift) => (away(shift) < away(best) ? shift : best), 0);
};

/**
 * Whether the lesson may be ended in the ordinary way. Where no one can know its time, from when it is more than an
 * arrival (docs/decisions/0017).
 */
export const isTimeUp = (lesson: Lesson, now: string): boolean => {
  const end = plannedEnd(lesson);
  return end === undefined ? lesson.phase === "live" || lesson.phase === "paused" : now >= end;
};

import type { Lesson } from "./state.ts";

/** Staff can act on what happens in it. */
export const isRunning = ({ phase }: Pick<Lesson, "phase">): boolean =>
  phase === "arrival" || phase === "live" || phase === "paused";

/** The time of Undo: not once removal has begun, nor once the meeting is over. */
export const mayUndo = ({ phase, end }: Pick<Lesson, "phase" | "end">, now: string): boolean =>
  phase === "shut" && end !== undefined && end.beganAt === undefined && now < end.undoUntil;

/** Families come a little earlier, and a teacher earlier still. */
const OPENS_BEFORE_MS = 30 * 60_000;

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A lesson takes longer than was planned. */
const OVER_WITHIN_MS = 5 * HOUR_MS;

/**
 * Whether a meeting of whose start no one has heard may be on. Not long before its time: a person who tries the panel
 * beforehand begins nothing. Of a series Teams gives the time of one week, perhaps the first of the term: from the
 * next day on it is only a time of day, which summer time moves by an hour.
 */
export const mayBeOn = ({ phase, startsAt }: Pick<Lesson, "phase" | "startsAt">, now: string): boolean => {
  if (phase !== "planned") return false;
  const since = Date.parse(now) - Date.parse(startsAt ?? "");
  if (Number.isNaN(since)) return true;
  if (since < DAY_MS - OPENS_BEFORE_MS - HOUR_MS) return since >= -OPENS_BEFORE_MS;
  return (since + OPENS_BEFORE_MS + HOUR_MS) % DAY_MS < OVER_WITHIN_MS + OPENS_BEFORE_MS + 2 * HOUR_MS;
};

/** When a lesson that is planned may be on at the soonest, where that is still to come. */
export const mayBeOnFrom = ({ phase, startsAt }: Lesson, now: string): string | undefined => {
  const from = Date.parse(startsAt ?? "") - OPENS_BEFORE_MS;
  return phase === "planned" && from > Date.parse(now) ? new Date(from).toISOString() : undefined;
};

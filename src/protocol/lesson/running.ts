import type { Lesson } from "./state.ts";

/** Whether the lesson is on, so that staff can act in it. */
export const isRunning = ({ phase }: Pick<Lesson, "phase">): boolean =>
  phase === "arrival" || phase === "live" || phase === "paused";

/** Whether the lesson has been ended: from then on no one needs to be checked, recognised or looked at. */
export const isEnded = ({ phase }: Pick<Lesson, "phase">): boolean => phase === "shut" || phase === "over";

/** Whether the end can be undone: not once removal has begun, nor once the meeting is over. */
export const mayUndo = ({ phase, end }: Pick<Lesson, "phase" | "end">, now: string): boolean =>
  phase === "shut" && end !== undefined && end.beganAt === undefined && now < end.undoUntil;

/** Families come a little early, and a teacher earlier still. */
const OPENS_BEFORE_MS = 30 * 60_000;

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A lesson may take longer than planned. */
const OVER_WITHIN_MS = 5 * HOUR_MS;

/**
 * Whether a meeting may be on though no one has heard of its start. Not long before its time: a person who tries the
 * panel beforehand begins nothing. For a series Teams gives the time of one week, perhaps the first of the term: from
 * the next day on it is only a time of day, which summer time moves by an hour.
 */
export const mayBeOn = ({ phase, startsAt }: Pick<Lesson, "phase" | "startsAt">, now: string): boolean => {
  if (phase !== "planned") return false;
  const since = Date.parse(now) - Date.parse(startsAt ?? "");
  if (Number.isNaN(since)) return true;
  if (since < DAY_MS - OPENS_BEFORE_MS - HOUR_MS) return since >= -OPENS_BEFORE_MS;
  return (since + OPENS_BEFORE_MS + HOUR_MS) % DAY_MS < OVER_WITHIN_MS + OPENS_BEFORE_MS + 2 * HOUR_MS;
};

/** The earliest moment at which a planned lesson may be on, if that is still to come. */
export const mayBeOnFrom = ({ phase, startsAt }: Lesson, now: string): string | undefined => {
  const from = Date.parse(startsAt ?? "") - OPENS_BEFORE_MS;
  return phase === "planned" && from > Date.parse(now) ? new Date(from).toISOString() : undefined;
};

import { addMs } from "../time/clock-time.ts";
import type { Absence, Lesson } from "./state.ts";

type Alone = NonNullable<Lesson["alone"]>;

/**
 * For how long, in all, staff must be inside until an absence is forgotten. A connection that comes back for a second
 * now and then is no supervision: absences count together while staff were inside for less than this between them.
 */
const FORGOTTEN_AFTER_MS = 40_000;

const ms = (iso: string): number => Date.parse(iso);

/** The absences that are over by now, this one among them, without those that can no longer count. */
export const absencesUntil = (
  { alone, absences }: Pick<Lesson, "alone" | "absences">,
  now: string,
): readonly Absence[] => {
  if (alone === undefined) return absences;
  const oldest = ms(now) - alone.endAfterMinutes * 60_000 - FORGOTTEN_AFTER_MS;
  const all = alone.over === undefined ? [...absences, { from: alone.since, to: now }] : absences;
  return all.filter(({ to }) => ms(to) > oldest);
};

/** How much of `limit` was used up by absences before this one. */
const usedBefore = ({ since }: Alone, absences: readonly Absence[], limit: number): number => {
  const windowFrom = ms(since) - limit - FORGOTTEN_AFTER_MS;
  return absences
    .map(({ from, to }) => Math.max(0, ms(to) - Math.max(ms(from), windowFrom)))
    .reduce((sum, one) => sum + one, 0);
};

const dueAt = (alone: Alone, absences: readonly Absence[], limit: number): string =>
  addMs(alone.since, Math.max(0, limit - usedBefore(alone, absences, limit)));

type AloneSoFar = { readonly alone: Alone; readonly absences: readonly Absence[] };

/** When the pause is due: in any stretch of the limit plus 40 seconds, pupils are alone for at most the limit. */
export const pauseDueAt = ({ alone, absences }: AloneSoFar): string =>
  dueAt(alone, absences, alone.pauseAfterSeconds * 1000);

/** When everyone is to be removed; never sooner after staff have left than the pause alone would come. */
export const endDueAt = ({ alone, absences }: AloneSoFar): string => {
  const atOnce = addMs(alone.since, alone.pauseAfterSeconds * 1000);
  const due = dueAt(alone, absences, alone.endAfterMinutes * 60_000);
  return due > atOnce ? due : atOnce;
};

import type { Fact } from "../fact.ts";

/** Where a concern was shown to its reader: in the list of all of theirs, or opened by itself. */
export type Surface = "list" | "record";

/** A person was shown a concern. It stands in a stream of its own: reading never moves the concern. */
export type ConcernRead = Fact<
  "ConcernRead",
  { readonly by: string; readonly surface: Surface },
  { readonly byName: string }
>;

export type Reading = {
  readonly by: string;
  readonly byName: string;
  readonly at: string;
  readonly surface: Surface;
};

/**
 * A page asks again at every change and each time it comes back into sight: within an hour that counts as one
 * reading. So one person adds at most 24 a day and surface to a concern, however often their page asks.
 */
const SAME_READING_MS = 60 * 60_000;

/** Stands for a reader whose name was erased with the concern's names. */
const SOMEBODY = "A member of staff";

export const evolveReadings = (
  readings: readonly Reading[],
  { type, at, data, personal }: ConcernRead,
): readonly Reading[] =>
  // Any other event says that names were erased, or comes from a later version.
  type === "ConcernRead" ? [...readings, { ...data, at, byName: personal?.byName ?? SOMEBODY }] : readings;

export const isNoted = (readings: readonly Reading[], by: string, surface: Surface, now: string): boolean => {
  const last = readings.findLast((one) => one.by === by && one.surface === surface);
  const since = last === undefined ? SAME_READING_MS : Date.parse(now) - Date.parse(last.at);
  // A clock that was put back must not silence it.
  return since >= 0 && since < SAME_READING_MS;
};

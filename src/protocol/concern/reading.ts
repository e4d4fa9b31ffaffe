import { defined } from "../defined.ts";
import type { Fact } from "../fact.ts";

/**
 * Where a concern was shown to its reader: in the list of all of theirs, or opened by itself. `home`: beside it, whom to
 * phone for one of its children.
 */
export type Surface = "list" | "record" | "home";

/** A person was shown a concern. It stands in a stream of its own: reading never moves the concern. */
export type ConcernRead = Fact<
  "ConcernRead",
  { readonly by: string; readonly surface: Surface },
  /** `child`: for whom they looked; the numbers that they were shown stand nowhere. */
  { readonly byName: string; readonly child?: string }
>;

export type Reading = {
  readonly by: string;
  readonly byName: string;
  readonly at: string;
  readonly surface: Surface;
  readonly child?: string;
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
  type === "ConcernRead"
    ? [
        ...readings.filter((one) => !isLesser(one, data, at)),
        { ...data, at, byName: personal?.byName ?? SOMEBODY, ...defined({ child: personal?.child }) },
      ]
    : readings;

/** Opened by itself is the fuller reading: within the hour it stands for the one in the list. */
const isLesser = (one: Reading, { by, surface }: ConcernRead["data"], at: string): boolean =>
  one.by === by && one.surface === "list" && surface === "record" && isWithinHour(one.at, at);

const isWithinHour = (before: string, at: string): boolean => {
  const since = Date.parse(at) - Date.parse(before);
  // A clock that was put back must not silence it.
  return since >= 0 && since < SAME_READING_MS;
};

/**
 * Whether a reading at `now` would count once with one that is known, as full as it or fuller. Each look at a family's
 * numbers counts by itself.
 */
export const isNoted = (readings: readonly Reading[], by: string, surface: Surface, now: string): boolean => {
  if (surface === "home") return false;
  const last = readings.findLast(
    (one) => one.by === by && (one.surface === surface || one.surface === "record"),
  );
  return last !== undefined && isWithinHour(last.at, now);
};

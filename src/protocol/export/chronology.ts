import type { ConcernView } from "../screen/view.ts";
import { type Moments, momentsIn } from "../time/moments.ts";
import { type ExportAround, type Section, tableOr } from "./document.ts";

/** One line of what happened, at a moment. */
export type Happened = { readonly at: string; readonly what: string };

const ofConcern = ({ ref, plain, raisedAt, closed, followUp }: ConcernView): readonly Happened[] => [
  { at: raisedAt, what: `Concern ${ref}: ${plain}` },
  ...(followUp?.actions ?? []).map(({ at, by, action }) => ({
    at,
    what: `Concern ${ref}, ${by}: ${action}`,
  })),
  ...(closed === undefined
    ? []
    : [{ at: closed.at, what: `Concern ${ref} was closed: ${closed.decision}. ${closed.reason}` }]),
];

/** Lessons and concerns of one child in the order in which they happened, the oldest first. */
export const chronologySection = (
  lessons: readonly Happened[],
  concerns: readonly ConcernView[],
  { timeZone }: Pick<ExportAround, "timeZone">,
  mask: (text: string) => string,
): Section => {
  const moments: Moments = momentsIn(timeZone);
  const all = [...lessons, ...concerns.flatMap(ofConcern)].toSorted((a, b) => a.at.localeCompare(b.at));
  return tableOr(
    "In the order in which it happened",
    ["When", "What"],
    all.map(({ at, what }) => [moments.dayAndTime(at), mask(what)]),
    "Nothing is recorded.",
  );
};

import type { Concern } from "../../protocol/concern/state.ts";
import type { Refused } from "../../protocol/decision.ts";

/**
 * What the person reads, and the concern as it now is. `recorded`: the press is in the record with who and when.
 * A press that changed nothing is not, and then showing the concern counts as a reading.
 */
export type ConcernAnswer =
  | { readonly say: string; readonly concern: Concern; readonly recorded: boolean }
  | Refused;

/** The same words as for a reference that does not exist: no one learns from them that a concern does. */
export const NO_SUCH_CONCERN: Refused = { refused: "not-found", say: "There is nothing here for you." };

/** A reader without the right is its raiser, and a raiser cannot take or close it. */
export const RAISED_IT: ConcernAnswer = {
  refused: "raiser",
  say: "You raised this. Another person has to take it.",
};

/** Depends on the caller alone: the same is said of any reference. */
export const DIRECTORY_AWAY: Refused = {
  refused: "directory-away",
  say: "The school directory cannot be reached, so this cannot be done here just now. Try again, or phone the school office.",
};

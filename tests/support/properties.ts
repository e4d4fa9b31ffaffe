import * as fc from "fast-check";
import { AMOUNTS, isBrief } from "../chaos/support/amounts.ts";
import { SEED } from "../chaos/support/seed.ts";

// By day the same examples each time, so that a red run is the change's own; new ones, and more, by night.
fc.configureGlobal({ seed: SEED, endOnFailure: isBrief });

/** How many examples a property is tried with: this many in the quick form. */
export const runs = (quick: number): { readonly numRuns: number } => ({
  numRuns: Math.ceil(quick * AMOUNTS.examples),
});

/** Checks that a property has met the cases it is about: for a mutant's few examples, it need not. */
export const hasMet = (check: () => void): void => {
  if (!isBrief) check();
};

export { fc };

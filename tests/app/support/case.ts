import type { Place, Values } from "./one-start.ts";

/** Made when the case is tried: it names something that is made then. */
type Late = (place: Place) => string;

/** A case of one setting. A value may be made late: what it points at is made before the tests. */
export type Case =
  | {
      readonly set: string | undefined | Late;
      readonly and?: Values;
      readonly says: string | RegExp;
    }
  | { readonly set: string | undefined; readonly and?: Values; readonly warns: string }
  | { readonly cannot: string };

export const says = (set: string | undefined | Late, words: string | RegExp, and: Values = {}): Case => ({
  set,
  says: words,
  and,
});
export const starts = (set: string | undefined, warns: string = "nothing", and: Values = {}): Case => ({
  set,
  warns,
  and,
});
export const cannot = (why: string): Case => ({ cannot: why });

/** What may be wrong with one setting. */
export type Row = {
  readonly missing: Case | readonly Case[];
  readonly malformed: Case | readonly Case[];
  readonly "pointing at nothing": Case | readonly Case[];
  readonly "without rights": Case | readonly Case[];
};

import type { State } from "../../app/preflight/line.ts";

/** The word beside each sign: the colour alone says nothing. */
export const STATE_WORDS: { readonly [S in State]: string } = {
  green: "Done",
  amber: "Something to mend",
  red: "Not done",
  grey: "Not known yet",
};

/** Of a single thing that was looked at, or of which a person said that they looked. */
type Shown = State | "said";

export const LINE_WORDS: { readonly [S in Shown]: string } = {
  green: "In order",
  amber: "To mend",
  red: "Not right",
  grey: "Not checked",
  said: "By the word of a person",
};

export const SIGNS: { readonly [S in Shown]: string } = {
  green: "✓",
  amber: "!",
  red: "✕",
  grey: "–",
  said: "•",
};

import type { ButtonName } from "./presses.ts";
import type { Lesson } from "./state.ts";

/** Shown wherever a one-to-one is (O1): it must not look as well protected as a class. */
export const ONE_TO_ONE_NOT_YET =
  "Lesson Guard cannot do the recording step yet. If the parent cannot stay, postpone.";

export const isOneToOne = ({ kind }: Pick<Lesson, "kind">): boolean => kind === "one-to-one";

/** Titles for a single child: there are no others. */
export const ONE_TO_ONE_TITLES: { readonly [Name in ButtonName]?: string } = {
  "all-others-fine": "All fine",
  "names-match": "The name matches",
};

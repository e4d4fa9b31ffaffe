import type { Place } from "../words.ts";

export type Suggestion = { readonly pupil: string; readonly name: string };

/** What staff can press about a person whom the register does not know: never what would only be refused. */
export type Offer = "pupil" | "stranger" | "later" | "remove";

export type UnknownPerson = {
  readonly person: string;
  readonly shown: string;
  readonly place: Place;
  readonly offers: readonly Offer[];
  /** Staff do not know yet who it is, and go on meanwhile. */
  readonly later?: true;
  /** Staff marked them as not expected: they are to leave or to stay out, and no name is to be sorted out. */
  readonly notExpected?: true;
  /** By the name they may be a child for whom permission was refused (P2): the way out is one press. */
  readonly refused?: RefusedDevice;
  /** What to press in Teams, where Lesson Guard cannot remove them. */
  readonly byHand?: string;
  /** "calls in by phone", "shows a member of staff's name but is not signed in" … */
  readonly warning?: string;
  readonly suggestions: readonly Suggestion[];
  /** Pupils of one family whom the name may mean together: siblings on one device. */
  readonly together?: readonly string[];
  /** Where the name says nothing ("iPad"): the few pupils who are not here yet. */
  readonly notHere?: readonly Suggestion[];
};

/** A device of a child whose permission was refused (P2): what to do about it, here or in Teams. */
export type RefusedDevice = {
  readonly person: string;
  readonly shown: string;
  readonly words: string;
  readonly remove?: true;
};

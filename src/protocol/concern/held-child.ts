import { holdsName } from "../names/matching.ts";
import type { Concern } from "./state.ts";

/** What a concern is searched for before it is erased. */
export type HeldChildren = {
  /** Every known name of the children under a legal hold. */
  readonly names: readonly string[];
  /** Names and titles in the lesson that the concern was raised in. */
  readonly lesson: readonly string[];
};

/**
 * Whether a child under a legal hold stands in a concern or in its lesson. Wrongly keeping one does less harm than
 * wrongly erasing one: what is erased never comes back.
 */
export const holdsHeldChild = (
  { details, texts, followUp }: Concern,
  { names, lesson }: HeldChildren,
): boolean => {
  const all = [...texts, ...lesson];
  // A first name alone may be the child's.
  const about = [...details.flatMap(({ who = "" }) => who.split(",")), ...followUp.children];
  return names.some(
    (name) => all.some((text) => holdsName(text, name)) || about.some((who) => holdsName(name, who)),
  );
};

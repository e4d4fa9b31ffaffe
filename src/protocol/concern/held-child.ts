import { holdsName } from "../names/matching.ts";
import type { Concern } from "./state.ts";

/** What a concern is looked through for before it is erased. */
export type HeldChildren = {
  /** Of the children who are held, every name that is known. */
  readonly names: readonly string[];
  /** Names and titles in the lesson that the concern was raised in. */
  readonly lesson: readonly string[];
};

/**
 * Whether a child who is held stands in a concern or in its lesson. Rather once too often than too seldom:
 * what is erased never comes back.
 */
export const holdsHeldChild = ({ details, texts }: Concern, { names, lesson }: HeldChildren): boolean => {
  const all = [...texts, ...lesson];
  // A first name alone may be theirs.
  const about = details.flatMap(({ who = "" }) => who.split(","));
  return names.some(
    (name) => all.some((text) => holdsName(text, name)) || about.some((who) => holdsName(name, who)),
  );
};

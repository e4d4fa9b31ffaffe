import type { StoredFact } from "../stored-fact.ts";

/**
 * What is sealed together. Concerns about adults have a tree, a chain of seals and messages of their
 * own (X2): nothing in the general seals depends on whether there are any.
 */
export type Store = "general" | "adult";

const SEALS = "seal:";

/** The stream that the seals of a store stand in. */
export const sealStream = (store: Store): string => `${SEALS}${store}`;

/** Seals are chained by themselves and stand in no tree. */
export const holdsSeals = (stream: string): boolean => stream.startsWith(SEALS);

/**
 * The store of a stream, by its first fact: an index could be changed more easily. A stream that has
 * lost its first fact is kept from the many.
 */
export const storeOf = (first: Pick<StoredFact, "type" | "data"> | undefined): Store =>
  first === undefined || (first.type === "ConcernRaised" && first.data["about"] === "adult")
    ? "adult"
    : "general";

/**
 * The two stores of a school's record. Concerns about adults (X2) are in one of their own, with seals
 * of their own: nothing in the general store depends on whether there are any.
 */
export type Store = "general" | "adult";

export const STORES: readonly Store[] = ["general", "adult"];

/** What every row belongs to; code that works in a scope can reach nothing else. */
export type Scope = {
  /** The school's id among the schools of the tenant. */
  readonly school: string;
  readonly store: Store;
};

/** The school of a record from when there was only one. */
export const FIRST_SCHOOL = "school";

/** Short, and spelt the same everywhere: it is part of addresses, streams and SQL. */
export const SCHOOL_ID = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

export const isSchoolId = (text: string): boolean => SCHOOL_ID.test(text);

export const sameScope = (one: Scope, other: Scope): boolean =>
  one.school === other.school && one.store === other.store;

import { CONCERN_RIGHTS } from "./concern-rights.ts";
import { DOOR_RIGHTS } from "./door-rights.ts";
import { LESSON_RIGHTS } from "./lesson-rights.ts";
import type { Capacity, CardPlace, Right, Rights } from "./right.ts";
import type { About } from "./route.ts";
import { SCHOOL_RIGHTS } from "./school-rights.ts";

/**
 * Who may do and see what: this is the one place that says so. What is missing here cannot be reached: a route
 * without an entry is not opened, a card's verb without one is refused. docs/who-may-see-what.md is
 * printed from it.
 */
export const RIGHTS = {
  ...DOOR_RIGHTS,
  ...SCHOOL_RIGHTS,
  ...LESSON_RIGHTS,
  ...CONCERN_RIGHTS,
} as const satisfies Rights;

export type RightName = keyof typeof RIGHTS;

type On<Subject extends Right["on"]> = {
  [Name in RightName]: (typeof RIGHTS)[Name]["on"] extends Subject ? Name : never;
}[RightName];

/** What can be pressed on a card. */
export type CardVerb = {
  [Name in RightName]: (typeof RIGHTS)[Name] extends { readonly card: readonly CardPlace[] } ? Name : never;
}[RightName];

export type SchoolRight = On<"school">;
export type LessonRight = On<"lesson">;
export type ConcernRight = On<"concern">;

const ALL: Rights = RIGHTS;

const named = (name: string): Right | undefined => (Object.hasOwn(ALL, name) ? ALL[name] : undefined);

/** Who has a right. @param kind of the concern, where it is about one */
export const holdersOf = (name: RightName, kind: About = "child"): readonly Capacity[] => {
  const right: Right = RIGHTS[name];
  return right.on === "concern" ? right.by[kind] : right.by;
};

export const protects = (name: RightName): boolean => (RIGHTS[name] as Right).protects === true;

/** By route: every request asks. */
const THROUGH = new Map<string, readonly RightName[]>();
for (const name of Object.keys(RIGHTS) as RightName[])
  for (const route of named(name)?.routes ?? []) THROUGH.set(route, [...(THROUGH.get(route) ?? []), name]);

/** The rights that are used through a route. @param route method and path: "GET /api/lessons/:lesson" */
export const rightsThrough = (route: string): readonly RightName[] => THROUGH.get(route) ?? [];

export const isRight = (name: string): name is RightName => named(name) !== undefined;

export const isCardVerb = (verb: string): verb is CardVerb => named(verb)?.card !== undefined;

/** @param place where the card stands: a copy of it elsewhere does nothing */
export const worksIn = (verb: CardVerb, place: string): boolean =>
  (RIGHTS[verb].card as readonly string[]).includes(place);

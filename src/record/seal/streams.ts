import { FIRST_SCHOOL, type Scope } from "../scope.ts";

const SEALS = "seal:";

/** The stream that the seals of a scope stand in. */
export const sealStream = ({ school, store }: Scope): string =>
  school === FIRST_SCHOOL ? `${SEALS}${store}` : `${SEALS}${store}:${school}`;

/** What seals and exports call a school: the first one, which was there before others, has no name in them. */
export const schoolInSeals = ({ school }: Scope): string | undefined =>
  school === FIRST_SCHOOL ? undefined : school;

/** Seals are chained by themselves and stand in no tree. */
export const holdsSeals = (stream: string): boolean => stream.startsWith(SEALS);

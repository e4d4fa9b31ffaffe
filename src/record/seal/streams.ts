import { FIRST_SCHOOL, type Scope } from "../scope.ts";

const SEALS = "seal:";

/** The stream that the seals of a scope stand in. */
export const sealStream = ({ school, store }: Scope): string =>
  school === FIRST_SCHOOL ? `${SEALS}${store}` : `${SEALS}${store}:${school}`;

/** Seals are chained by themselves and stand in no tree. */
export const holdsSeals = (stream: string): boolean => stream.startsWith(SEALS);

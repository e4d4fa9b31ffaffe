import { FIRST_SCHOOL, type Scope } from "../scope.ts";

const SEALS = "seal:";
const STEPS_BACK = "step-back:";

const ofScope = (prefix: string, { school, store }: Scope): string =>
  school === FIRST_SCHOOL ? `${prefix}${store}` : `${prefix}${store}:${school}`;

/** The stream that the seals of a scope stand in. */
export const sealStream = (scope: Scope): string => ofScope(SEALS, scope);

/** The stream that says when a scope went back to an older state: a copy was restored, or no one said why. */
export const stepsBackStream = (scope: Scope): string => ofScope(STEPS_BACK, scope);

export const holdsStepsBack = (stream: string): boolean => stream.startsWith(STEPS_BACK);

/** What seals and exports call a school: the first one, which was there before others, is not named. */
export const schoolInSeals = ({ school }: Scope): string | undefined =>
  school === FIRST_SCHOOL ? undefined : school;

/** Seals are chained to each other and are in no tree. */
export const holdsSeals = (stream: string): boolean => stream.startsWith(SEALS);

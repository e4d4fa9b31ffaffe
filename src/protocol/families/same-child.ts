import { holdsName, nameWords } from "../names/matching.ts";
import type { Pupil } from "../names/register.ts";
import { isRefused } from "../rules/p1-consent-asked.ts";
import type { ClassEvent } from "./events.ts";
import type { Family } from "./state.ts";

/** A child's file with a refusal on it, and who keeps the lists it is on (Entra ids). */
export type RefusalFile = {
  readonly family: string;
  /** undefined once erased. */
  readonly child?: string;
  readonly keepers: readonly string[];
};

const shares = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one));

/**
 * A child on two lists has two files, which know each other by the name alone: one name has all words of the other.
 * Where the two have no member of staff in common, a single word ("Ben") is too little: the school has many of them.
 */
export const isSameChild = (one: string, other: string, byTheSameStaff: boolean): boolean =>
  (holdsName(one, other) || holdsName(other, one)) &&
  (byTheSameStaff || Math.min(nameWords(one).length, nameWords(other).length) > 1);

/** Whether a refusal stands for this child, on whichever list it was said (P2). @param staff who keep this list */
export const isRefusedIn = (
  files: readonly RefusalFile[],
  pupil: { readonly id: string; readonly name: string | undefined },
  staff: readonly string[],
): boolean => files.some((file) => isAbout(file, pupil, shares(file.keepers, staff)));

const isAbout = (
  { family, child }: RefusalFile,
  { id, name }: { readonly id: string; readonly name: string | undefined },
  byTheSameStaff: boolean,
): boolean =>
  family === id || (child !== undefined && name !== undefined && isSameChild(child, name, byTheSameStaff));

/**
 * The pupils of a register for whom a refusal stands.
 * @param staff of the lesson
 * @param before for whom one stood until now: it goes only once no file of such a name has one any more
 */
export const refusedAmong = (
  files: readonly RefusalFile[],
  register: readonly Pupil[],
  staff: readonly string[],
  before: readonly string[],
): readonly string[] =>
  register
    .filter((pupil) =>
      files.some((file) => isAbout(file, pupil, before.includes(pupil.id) || shares(file.keepers, staff))),
    )
    .map(({ id }) => id);

/** The school's lists hear of it in the same change: the child may be on another one. */
export const refusalMoved = (before: Family, after: Family, at: string): readonly ClassEvent[] => {
  const stands = isRefused(after.adults);
  return isRefused(before.adults) === stands
    ? []
    : [{ type: "RefusalMoved", at, data: { family: after.id, stands } }];
};

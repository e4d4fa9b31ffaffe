import { addMs } from "../time/clock-time.ts";
import type { SchoolSettings } from "./school.ts";

/** What no program can read, and an administrator looks at: each once, and again when it is too long ago. */
export const ATTESTED = ["staff", "policy", "availability", "pupils", "copies"] as const;
export type Attested = (typeof ATTESTED)[number];

/** Who said so last (Entra id), when (ISO), and about what. */
export type Word = {
  readonly by: string;
  readonly at: string;
  /** Of `policy`, the name of the meeting policy that they looked at; of `staff`, the id of the group. */
  readonly of?: string;
  /** Since when it is about something else (ISO): the groups that it was about were changed. */
  readonly overtakenAt?: string;
};

/** Absent: no one, or it was taken back. */
export type Attestations = { readonly [What in Attested]?: Word };

type Groups = SchoolSettings["groups"];
type Role = keyof Groups;

const FOUR = ["staff", "dsl", "headteacher", "administrators"] as const satisfies readonly Role[];
const ABOUT: Readonly<Record<Attested, readonly Role[]>> = {
  staff: ["staff"],
  policy: ["staff"],
  availability: FOUR,
  pupils: FOUR,
  copies: [],
};

/** What must be named with the press: a look at one policy or group says nothing of another. */
export const NAMES_ITS_THING: ReadonlySet<Attested> = new Set(["staff", "policy"]);

const sameGroup = (one: string | undefined, other: string | undefined): boolean =>
  one?.toLowerCase() === other?.toLowerCase();

/** The words after the groups have become others: one that was about a group that changed holds no more. */
export const overtakenBy = (said: Attestations, before: Groups, after: Groups, at: string): Attestations =>
  Object.fromEntries(
    ATTESTED.flatMap((what) => {
      const word = said[what];
      if (word === undefined) return [];
      const isOvertaken =
        word.overtakenAt === undefined && ABOUT[what].some((role) => !sameGroup(before[role], after[role]));
      return [[what, isOvertaken ? { ...word, overtakenAt: at } : word]];
    }),
  );

const DAY_MS = 24 * 60 * 60 * 1000;
/** Half a year: a policy, a group or a copy may have been changed since by another person. */
export const HOLDS_FOR_MS = 182 * DAY_MS;

/** Until when the word of a person holds (ISO). */
export const holdsUntil = (at: string): string => addMs(at, HOLDS_FOR_MS);

/** Why someone's word about this does not hold any more; undefined where it does. */
export const lapsedFor = (
  what: Attested,
  { at, of, overtakenAt }: Pick<Word, "at" | "of" | "overtakenAt">,
  now: string,
): "overtaken" | "too long ago" | "about nothing that was named" | undefined => {
  if (overtakenAt !== undefined) return "overtaken";
  if (now >= holdsUntil(at)) return "too long ago";
  return NAMES_ITS_THING.has(what) && of === undefined ? "about nothing that was named" : undefined;
};

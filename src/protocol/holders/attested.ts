import { addMs } from "../time/clock-time.ts";
import type { SchoolEvent } from "./events.ts";

/** What no program can read, and an administrator looks at: each once, and again when it is too long ago. */
export const ATTESTED = ["policy", "pupils", "copies"] as const;
export type Attested = (typeof ATTESTED)[number];

/** Who said so last (Entra id), and when (ISO); absent: no one, or it was taken back. */
export type Attestations = { readonly [What in Attested]?: { readonly by: string; readonly at: string } };

const DAY_MS = 24 * 60 * 60 * 1000;
/** Half a year: a policy, a group or a copy may have been changed since by another person. */
export const HOLDS_FOR_MS = 182 * DAY_MS;

/** Until when the word of a person holds (ISO). */
export const holdsUntil = (at: string): string => addMs(at, HOLDS_FOR_MS);

/** Whether someone's word still holds. */
export const holds = (said: { readonly at: string } | undefined, now: string): boolean =>
  said !== undefined && now < holdsUntil(said.at);

export type Attesting = {
  readonly what: Attested;
  /** Entra id. */
  readonly by: string;
  readonly act: "say" | "take back";
};

const MINUTE_MS = 60 * 1000;

/** A second press within a minute is the same press; taking back what no one said changes nothing. */
export const decideAttested = (
  before: Attestations = {},
  { what, by, act }: Attesting,
  at: string,
): readonly SchoolEvent[] => {
  const word = before[what];
  if (act === "take back")
    return word === undefined ? [] : [{ type: "SetUpAttestationTakenBack", at, data: { what, by } }];
  const isSame = word?.by === by && addMs(word.at, MINUTE_MS) > at;
  return isSame ? [] : [{ type: "SetUpAttested", at, data: { what, by } }];
};

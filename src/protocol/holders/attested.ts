import { addMs } from "../time/clock-time.ts";

/** What no program can read, and an administrator looks at: each once, and again when it is too long ago. */
export const ATTESTED = ["policy", "availability", "pupils", "copies"] as const;
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

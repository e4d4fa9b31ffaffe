import type { DutyKind } from "./duty.ts";

/**
 * Work that keeps children safe, or tells of it: doors, silence, removals, the call and its list, the timers, the
 * alerts. It is tried again every few seconds whatever the answer, until it is done, has expired, or a person has
 * closed what it is for; meanwhile staff read what to press themselves. All other work gives up on a final answer.
 */
const PROTECTIVE: ReadonlySet<DutyKind> = new Set<DutyKind>([
  "set-options",
  "watch-options",
  "join-call",
  "keep-call",
  "read-roster",
  "mute",
  "remove",
  "remind",
  "tell-staff",
  "tell",
  "escalate",
]);

export const isProtective = (kind: DutyKind): boolean => PROTECTIVE.has(kind);

/** What is recorded of work that could not be done because Microsoft does not know us. */
export const CANNOT_SIGN_IN = "cannot-sign-in";

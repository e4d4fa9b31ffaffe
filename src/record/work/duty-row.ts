import type { DutyWork } from "../../protocol/work/duty.ts";
import type { Scope } from "../scope.ts";

/** `started` and `waiting` are open; the others are final. */
export type DutyState = "waiting" | "started" | "done" | "failed" | "expired" | "replaced" | "cancelled";

/**
 * Why a person has to hear of a duty: it is not done by its deadline (and is still tried), it was
 * given up because it expired, it failed for good, or no one can say whether it happened.
 */
export type Notice = "deadline" | "expiry" | "failure" | "unknown";

/** A duty as the record holds it. Moments are milliseconds since 1970. */
export type DutyRow = {
  readonly id: string;
  /** The scope it was asked for in, and where its work is done. */
  readonly scope: Scope;
  readonly stream: string;
  readonly work: DutyWork;
  readonly state: DutyState;
  readonly notBefore: number;
  readonly deadlineAt: number;
  readonly expiresAt: number;
  readonly repeat: "until-done" | "once";
  readonly urgent: boolean;
  /** For an alert: how many alerts the same person raised in the ten minutes before; absent where none. */
  readonly turn?: number;
  /** How often it has been started. */
  readonly attempts: number;
  /** Counts the claims: only the newest claim may report an outcome. */
  readonly fence: number;
  readonly lastReason?: string;
  /** When its first try began, in this round. */
  readonly startedAt?: number;
  /**
   * As it is claimed: since when a try of it, or of the duty that it replaced, may have sent something without its
   * outcome being known. The program ended in the middle, or the older one is still under way.
   */
  readonly unansweredSince?: number;
  readonly finishedAt?: number;
  /** Set once the deadline has passed without it being done. */
  readonly lateAt?: number;
  /** Still to be told. */
  readonly notice?: Notice;
};

export type DutyOutcome = { readonly done: true } | { readonly failed: string };

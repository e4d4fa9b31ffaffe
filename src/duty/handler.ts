import type { DutyKind, DutyWork } from "../protocol/work/duty.ts";
import type { Store } from "../record/scope.ts";

export type WorkOf<Kind extends DutyKind> = Extract<DutyWork, { readonly kind: Kind }>;

/** One try at a duty. Moments are milliseconds since 1970. */
export type Attempt = {
  /** The duty's id: the same at each try. */
  readonly id: string;
  readonly stream: string;
  /** The store that what it belongs to is in. */
  readonly store: Store;
  /** 1 for the first try; a try cut off by a crash counts. */
  readonly number: number;
  /** Since when an earlier try may have sent something whose outcome no one knows; absent where there was none. */
  readonly unansweredSince?: number;
  readonly deadlineAt: number;
  readonly expiresAt: number;
  /**
   * Aborted when the lease runs out (the duty is then taken again, and this try's outcome ignored) or
   * the program stops. Pass it to every request.
   */
  readonly signal: AbortSignal;
};

/** Reasons hold nothing personal: they are kept in the record and in log lines. */
export type Outcome =
  | { readonly done: true }
  /** It did not happen; to be tried again, not before `retryAfterMs` where given. */
  | { readonly reason: string; readonly retryAfterMs?: number }
  /** Done, and to be done again after this long: a round with a deadline of its own. */
  | { readonly round: string; readonly againAfterMs: number; readonly deadlineMs: number }
  /** Not tried, because of Microsoft's limits; to be tried after this long. */
  | { readonly held: string; readonly retryAfterMs: number }
  /** It cannot succeed: given up for good, and a person is told. */
  | { readonly failed: string };

/**
 * Does the work of one kind of duty. Called synchronously one after the other for all that is due: a
 * handler that sends its request before it first waits has sent it before any answer returns.
 * An error it throws asks for another try; for a duty to be done `once` it means that no one can say
 * whether it happened.
 */
export type Handler<Kind extends DutyKind> = (work: WorkOf<Kind>, attempt: Attempt) => Promise<Outcome>;

export type DutyHandlers = { readonly [Kind in DutyKind]: Handler<Kind> };

import { HELD_BACK, type Limit } from "../protocol/work/limits.ts";
import { type Call, CloudError } from "./cloud-error.ts";
import { hasReturned } from "./returned.ts";
import { within } from "./within.ts";

/** A limit, of one conversation or person, or ("") of the whole tenant. */
export type Counted = { readonly limit: Limit; readonly of: string };

/** Counts requests for all replicas together (record/work/limits.ts). */
type Counter = {
  readonly takePermit: (counted: readonly Counted[], urgent: boolean, returned?: boolean) => Promise<number>;
  readonly closeLimit: (counted: Counted, forMs: number) => Promise<void>;
};

export type Limiter = {
  /**
   * Asks for permission, just before the request is sent.
   *
   * @throws CloudError of kind `throttled` with code `held-back`: nothing was sent, to be asked again
   * after `retryAfterMs`
   */
  readonly leave: (call: Call, counted: readonly Counted[]) => Promise<void>;
  /** Microsoft said 429: every replica waits for as long as it asked. */
  readonly refused: (counted: Counted, retryAfterMs: number | undefined) => Promise<void>;
};

/** Longer than a permit ever takes; after this, urgent requests go without one. */
const URGENT_WAITS_MS = 300;
/** The wait where the database cannot say how much has been sent. */
const UNKNOWN_WAITS_MS = 1000;

/**
 * The gate to Microsoft's limits. If the database does not answer, urgent requests go through: an
 * alert that may meet a 429 is better than none. All others wait: they can, and a flood of them would use up
 * what the urgent ones need.
 */
export const createLimiter = (counter: Counter, urgent: boolean): Limiter => ({
  leave: async (call, counted) => {
    const waitMs = await (urgent
      ? soonOrFree(counter.takePermit(counted, true))
      : knownOrWait(counter, counted));
    if (waitMs > 0)
      throw new CloudError({ ...call, kind: "throttled", code: HELD_BACK, retryAfterMs: waitMs });
  },
  refused: async (counted, retryAfterMs = UNKNOWN_WAITS_MS) => {
    // If it cannot be stored, the duty itself still waits as long as it was told.
    await counter.closeLimit(counted, retryAfterMs).catch(() => undefined);
  },
});

const knownOrWait = async (counter: Counter, counted: readonly Counted[]): Promise<number> =>
  counter.takePermit(counted, false, hasReturned()).catch(() => UNKNOWN_WAITS_MS);

const soonOrFree = (asked: Promise<number>): Promise<number> =>
  within(
    URGENT_WAITS_MS,
    asked.catch(() => 0),
    0,
  );

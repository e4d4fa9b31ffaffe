import { CloudError } from "../../meeting/cloud-error.ts";
import type { Outcome } from "../handler.ts";
import { heldBack } from "../held-back.ts";

export const DONE: Outcome = { done: true };

/**
 * What a failed request means for its duty: another try where nothing was done; given up, after
 * `given` has been told, where Microsoft said no. An unknown outcome is thrown on: the worker tries
 * again, or, for a duty to be done once, says that nobody knows.
 */
export const afterFailure = async (
  error: unknown,
  givenUp: (reason: string) => Promise<unknown>,
): Promise<Outcome> => {
  if (!(error instanceof CloudError) || error.kind === "unknown-outcome") throw error;
  const held = heldBack(error);
  if (held !== undefined) return held;
  const reason = reasonOf(error);
  if (error.kind === "refused" || error.kind === "gone") {
    await givenUp(reason);
    return { failed: reason };
  }
  return { reason, ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }) };
};

/** Microsoft's code or the status: never a sentence, which could be about somebody. */
export const reasonOf = (error: CloudError): string => error.code || String(error.status ?? error.kind);

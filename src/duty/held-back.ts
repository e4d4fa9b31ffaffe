import { CloudError } from "../meeting/cloud-error.ts";
import { HELD_BACK } from "../protocol/work/limits.ts";
import type { Outcome } from "./handler.ts";

/** The result for an error that says "not sent, because of Microsoft's limits"; undefined for any other. */
export const heldBack = (error: unknown): Extract<Outcome, { held: string }> | undefined =>
  error instanceof CloudError && error.code === HELD_BACK
    ? { held: HELD_BACK, retryAfterMs: error.retryAfterMs ?? 1000 }
    : undefined;

import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { defined } from "../../protocol/defined.ts";
import type { DutyKind } from "../../protocol/work/duty.ts";
import { isProtective } from "../../protocol/work/protective.ts";
import type { Outcome } from "../handler.ts";
import { heldBack } from "../held-back.ts";

export const DONE: Outcome = { done: true };

/** The same request would be answered the same, until a person changes something. */
export const isFinal = ({ kind }: CloudError): boolean =>
  kind === "refused" || kind === "not-allowed" || kind === "gone";

/**
 * What a failed request means for its duty: another try where nothing was done. If Microsoft refused, or does not
 * accept our sign-in, `told` is called at once. That we cannot sign in says nothing of the request itself. Protective
 * work is tried again whatever the answer; other work gives up on a final one. An unknown outcome is thrown on: the
 * worker tries again, or, for a duty to be done once, records that no one knows.
 */
export const afterFailure = async (
  error: unknown,
  kind: DutyKind,
  told: (reason: string, final: boolean) => Promise<unknown>,
): Promise<Outcome> => {
  if (!(error instanceof CloudError) || error.kind === "unknown-outcome") throw error;
  const held = heldBack(error);
  if (held !== undefined) return held;
  const reason = reasonOf(error);
  const final = isFinal(error);
  if (final || error.kind === "not-signed-in") await told(reason, final);
  if (final && !isProtective(kind)) return { failed: reason };
  return { reason, ...defined({ retryAfterMs: error.retryAfterMs }) };
};

import { LaterFactsError } from "../desk/later-facts.ts";
import { reasonOf } from "../meeting/fault.ts";
import { returned } from "../meeting/returned.ts";
import { unmeasured } from "../meeting/unmeasured.ts";
import { defined } from "../protocol/defined.ts";
import type { DutyWork } from "../protocol/work/duty.ts";
import { HELD_BACK } from "../protocol/work/limits.ts";
import { isProtective } from "../protocol/work/protective.ts";
import type { RecordStore } from "../record/record-store.ts";
import type { DutyRow } from "../record/work/duty-row.ts";
import { askedDelayMs, backoffMs } from "./backoff.ts";
import type { Attempt, DutyHandlers, Outcome } from "./handler.ts";
import { heldBack } from "./held-back.ts";

/** `unsure`: it may or may not have happened. */
type Result = Outcome | { readonly unsure: string };

/** Nothing was begun: left to a server that runs a later version. */
const LEFT: Outcome = { reason: "of a later version" };

/**
 * Calls the handler before waiting for anything. Never rejects: an error that a handler throws is a result
 * like any other.
 */
export const tryDuty = (
  duty: DutyRow,
  handlers: Partial<DutyHandlers>,
  signal: AbortSignal,
): Promise<Result> => {
  const unsure = (error: unknown): Result =>
    error instanceof LaterFactsError ? LEFT : (heldBack(error) ?? { unsure: reasonOf(error) });
  // A later version of the program asked for it, and does it. A kind left by an older version expires.
  const handle = handlers[duty.work.kind] as
    | ((work: DutyWork, attempt: Attempt) => Promise<Outcome>)
    | undefined;
  if (handle === undefined) return Promise.resolve(LEFT);
  const first = (): Promise<Outcome> => handle(duty.work, attemptAt(duty, signal));
  const start = hasWaited(duty) ? () => returned(first) : first;
  try {
    return (duty.scope.store === "adult" ? unmeasured(start) : start()).catch(unsure);
  } catch (error) {
    return Promise.resolve(unsure(error));
  }
};

/** It was held back, or tried in vain. */
const hasWaited = ({ attempts, lastReason }: DutyRow): boolean => attempts > 1 || lastReason === HELD_BACK;

/** How long after its time a round may still be taken up, if our own program was down. */
const ROUND_KEPT_MS = 60 * 60_000;

type Settling = Pick<RecordStore, "finishDuty" | "beginRound" | "holdDuty" | "unknownDuty" | "retryDuty">;

/** Puts the result of a try in the record. false if a newer claim has replaced it. */
export const settleDuty = (
  record: Settling,
  duty: DutyRow,
  result: Result,
  now: number,
): Promise<boolean> => {
  const { id, fence, attempts, repeat } = duty;
  if ("done" in result || "failed" in result) return record.finishDuty(id, fence, result, now);
  if ("round" in result) {
    const notBefore = now + result.againAfterMs;
    return record.beginRound(
      duty,
      // A duty that goes round is wanted for as long as its handler says so, not by a clock.
      {
        notBefore,
        deadlineAt: notBefore + result.deadlineMs,
        expiresAt: Math.max(duty.expiresAt, notBefore + ROUND_KEPT_MS),
      },
      result.round,
      now,
    );
  }
  if ("held" in result) return record.holdDuty(duty, now + Math.ceil(result.retryAfterMs), result.held, now);
  if ("unsure" in result && repeat === "once") return record.unknownDuty(id, fence, result.unsure, now);
  const protective = isProtective(duty.work.kind);
  const delayMs =
    "retryAfterMs" in result && result.retryAfterMs !== undefined
      ? askedDelayMs(result.retryAfterMs, { attempt: attempts, protective })
      : backoffMs(attempts, protective);
  return record.retryDuty(id, fence, now + delayMs, "unsure" in result ? result.unsure : result.reason, now);
};

const attemptAt = (duty: DutyRow, signal: AbortSignal): Attempt => ({
  id: duty.id,
  store: duty.scope.store,
  stream: duty.stream,
  number: duty.attempts,
  ...defined({ unansweredSince: duty.unansweredSince }),
  deadlineAt: duty.deadlineAt,
  expiresAt: duty.expiresAt,
  signal,
});

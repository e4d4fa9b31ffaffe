import { addMs } from "../time/clock-time.ts";
import { isMessage } from "../work/duty.ts";
import type { Concern } from "./state.ts";

/** Once Teams has accepted no message for this long, people must not go on waiting for it. */
const NOTHING_FOR_MS = 15_000;

export const isLong = (since: string, now: string): boolean => now >= addMs(since, NOTHING_FOR_MS);

/**
 * `step`: the first of the steps, up to the newest, at which no one could be told. `begun`: when it began. `since`:
 * when Teams last accepted a message, where that was later.
 */
export type Untold = { readonly step: number; readonly begun: string; readonly since: string };

/**
 * The state of a concern that no one has taken and that no one was told of at its newest step, in whatever way;
 * undefined for any other. Where Teams has never accepted a message about it, an e-mail is not enough.
 */
export const untold = ({
  acknowledged,
  closed,
  deliveries,
  raisedAt,
  steps,
}: Concern): Untold | undefined => {
  if (acknowledged.length > 0 || closed !== undefined || deliveries.length === 0) return undefined;
  const told = deliveries.filter(({ state }) => state === "told");
  const [taken] = told
    .filter(({ target }) => isMessage(target))
    .map(({ at }) => at)
    .toSorted()
    .slice(-1);
  if (taken === undefined) return { step: 1, begun: raisedAt, since: raisedAt };
  const all = [{ step: 1, at: raisedAt }, ...steps];
  const first = all[all.findLastIndex(({ step }) => told.some((one) => one.step === step)) + 1];
  if (first === undefined) return undefined;
  return { step: first.step, begun: first.at, since: taken > first.at ? taken : first.at };
};

/** Untold for so long that people must not go on waiting. */
export const longUntold = (concern: Concern, now: string): Untold | undefined => {
  const one = untold(concern);
  return one !== undefined && isLong(one.begun, now) ? one : undefined;
};

/** The next moment at which one of these concerns has waited for Teams too long. */
export const longUntoldAt = (concerns: readonly Concern[], now: string): string | undefined =>
  concerns
    .flatMap((concern) => untold(concern)?.begun ?? [])
    .map((begun) => addMs(begun, NOTHING_FOR_MS))
    .filter((at) => at > now)
    .toSorted()[0];

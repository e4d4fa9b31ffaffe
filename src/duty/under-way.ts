import type { DutyRow } from "../record/duty-row.ts";
import { settledWithin } from "./settled-within.ts";

/** For what an aborted try still has to put in the record. */
const LAST_WORDS_MS = 200;

type Held = { readonly abort: AbortController; readonly timer: NodeJS.Timeout; readonly urgent: boolean };

/** The tries this process is in the middle of, each for as long as its lease lasts. */
export class UnderWay {
  readonly #held = new Map<string, Held>();
  readonly #settling = new Set<Promise<void>>();
  readonly #leaseMs: number;

  constructor(leaseMs: number) {
    this.#leaseMs = leaseMs;
  }

  /** How many hold a place. A try that outlives its lease gives its place back. */
  count(which: "urgent" | "others"): number {
    return [...this.#held.values()].filter(({ urgent }) => urgent === (which === "urgent")).length;
  }

  /** Starts a try, before anything is waited for. `attempt` must not reject. */
  start(duty: DutyRow, attempt: (signal: AbortSignal) => Promise<void>): void {
    const key = `${duty.fence} ${duty.id}`;
    const abort = new AbortController();
    const timer = setTimeout(() => this.#release(key), this.#leaseMs);
    this.#held.set(key, { abort, timer, urgent: duty.urgent });
    const settling = attempt(abort.signal).finally(() => {
      this.#settling.delete(settling);
      clearTimeout(timer);
      this.#held.delete(key);
    });
    this.#settling.add(settling);
  }

  /** Waits for all to settle; what has not within `graceMs` is aborted and left to the next start. */
  async drain(graceMs: number): Promise<void> {
    if (await settledWithin(this.#settling, graceMs)) return;
    for (const key of this.#held.keys()) this.#release(key);
    await settledWithin(this.#settling, LAST_WORDS_MS);
  }

  #release(key: string): void {
    const held = this.#held.get(key);
    this.#held.delete(key);
    clearTimeout(held?.timer);
    held?.abort.abort();
  }
}

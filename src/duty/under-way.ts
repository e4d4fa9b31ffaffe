import { within } from "../meeting/within.ts";
import { type Priority, priorityOf } from "../protocol/work/priority.ts";
import type { DutyRow } from "../record/work/duty-row.ts";

/** Time for an aborted try to put its result in the record. */
const LAST_WORDS_MS = 200;

type Held = { readonly duty: DutyRow; readonly release: () => void };

/** The tries this process is working on, each for as long as its lease lasts. */
export class UnderWay {
  readonly #held = new Map<string, Held>();
  readonly #settling = new Set<Promise<void>>();
  readonly #leaseMs: number;

  constructor(leaseMs: number) {
    this.#leaseMs = leaseMs;
  }

  /** How many of this priority have a place. A try that outlives its lease gives its place back. */
  count(which: Priority): number {
    return [...this.#held.values()].filter(({ duty }) => priorityOf(duty) === which).length;
  }

  /** Starts a try, before waiting for anything. `attempt` must not reject. */
  start(duty: DutyRow, attempt: (signal: AbortSignal) => Promise<void>): void {
    // Taken again under a new claim: the rest of the old try no longer counts.
    this.#held.get(duty.id)?.release();
    const abort = new AbortController();
    const letGo = (): void => {
      clearTimeout(timer);
      if (this.#held.get(duty.id) === held) this.#held.delete(duty.id);
    };
    const release = (): void => {
      letGo();
      abort.abort();
    };
    const timer = setTimeout(release, this.#leaseMs);
    const held: Held = { duty, release };
    this.#held.set(duty.id, held);
    const settling = attempt(abort.signal).finally(() => {
      this.#settling.delete(settling);
      letGo();
    });
    this.#settling.add(settling);
  }

  /**
   * Waits for all to settle; those that have not within `graceMs` are aborted. @returns those not settled even
   * then: another process has to take them up
   */
  async drain(graceMs: number): Promise<readonly DutyRow[]> {
    if (await within(graceMs, this.#allSettled(), false)) return [];
    const unsettled = new Map(this.#held);
    for (const { release } of unsettled.values()) release();
    if (await within(LAST_WORDS_MS, this.#allSettled(), false)) return [];
    return [...unsettled.values()].map(({ duty }) => duty);
  }

  async #allSettled(): Promise<true> {
    await Promise.all(this.#settling);
    return true;
  }
}

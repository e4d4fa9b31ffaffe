import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { PracticeClient } from "../../e2e/support/practice.ts";

/** By how much the clocks of the application's machine are moved, in milliseconds. */
export type Hands = {
  /** The time of day alone. */
  readonly setMs: number;
  /** Every clock. */
  readonly passedMs: number;
};

const MINUTE_MS = 60_000;
/** Until the application has heard of it, and looked once. */
const HEARD_AFTER_MS = 1200;

/** Moves the clocks of an application that is `steered.ts`, and those of the world with them. */
export class Steering {
  readonly #practice: PracticeClient;
  #hands: Hands = { setMs: 0, passedMs: 0 };

  constructor(practice: PracticeClient) {
    this.#practice = practice;
  }

  /** The time of day is put forward for everyone, or back if negative. Each person with a token needs a new one. */
  async set(minutes: number): Promise<void> {
    this.#move({ ...this.#hands, setMs: this.#hands.setMs + minutes * MINUTE_MS });
    await this.#practice.clock({ jumpMinutes: minutes });
    await pause(HEARD_AFTER_MS);
  }

  /** This much time passes, in one step, for everyone. */
  async pass(ms: number): Promise<void> {
    this.#move({ ...this.#hands, passedMs: this.#hands.passedMs + Math.round(ms) });
    await this.#practice.clock({ advanceMinutes: ms / MINUTE_MS });
    await pause(HEARD_AFTER_MS);
  }

  #move(hands: Hands): void {
    this.#hands = hands;
    writeFileSync(join(this.#practice.running.dataDir, "clocks.json"), JSON.stringify(hands));
  }
}

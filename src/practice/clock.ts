interface Waiting {
  readonly dueAt: number;
  readonly work: () => void;
  timer: NodeJS.Timeout | undefined;
}

/**
 * The practice school's clock. It runs with the machine's and can be moved forward; whatever
 * became due on the way happens at once, in order. Tokens do not use it: the application checks
 * those against real time.
 */
export class Clock {
  #offsetMs = 0;
  #stopped = false;
  readonly #waiting = new Set<Waiting>();

  /** Milliseconds since 1970, in practice time. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  iso(atMs: number = this.now()): string {
    return new Date(atMs).toISOString();
  }

  get offsetMinutes(): number {
    return this.#offsetMs / 60_000;
  }

  /** Does `work` once practice time has moved on by `ms`; returns a way to call it off. */
  after(ms: number, work: () => void): () => void {
    const waiting: Waiting = { dueAt: this.now() + ms, work, timer: undefined };
    this.#waiting.add(waiting);
    this.#arm(waiting);
    return () => {
      clearTimeout(waiting.timer);
      this.#waiting.delete(waiting);
    };
  }

  advance(ms: number): void {
    const target = this.now() + ms;
    for (;;) {
      const next = [...this.#waiting].sort((a, b) => a.dueAt - b.dueAt)[0];
      if (!next || next.dueAt > target) break;
      this.#offsetMs += Math.max(0, next.dueAt - this.now());
      this.#run(next);
    }
    this.#offsetMs += Math.max(0, target - this.now());
    for (const waiting of this.#waiting) this.#arm(waiting);
  }

  stop(): void {
    this.#stopped = true;
    for (const waiting of this.#waiting) clearTimeout(waiting.timer);
    this.#waiting.clear();
  }

  #arm(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    if (this.#stopped) return;
    // setTimeout overflows past 24.8 days: look again then.
    const delay = Math.min(Math.max(0, waiting.dueAt - this.now()), 2 ** 31 - 1);
    waiting.timer = setTimeout(() => {
      if (waiting.dueAt <= this.now() + 1) this.#run(waiting);
      else this.#arm(waiting);
    }, delay);
    waiting.timer.unref();
  }

  #run(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    if (!this.#waiting.delete(waiting)) return;
    waiting.work();
  }
}

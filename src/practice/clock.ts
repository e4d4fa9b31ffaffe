type Waiting = {
  dueAt: number;
  readonly work: () => void;
  timer: NodeJS.Timeout | undefined;
};

/**
 * The practice school's clock. It runs with the machine's and can be moved forward; whatever
 * became due on the way happens at once, in order. Tokens do not follow that, because the application
 * checks those against its machine's clock: where that is set, `jump` sets this one and theirs as well.
 */
export class Clock {
  #offsetMs = 0;
  #jumpedMs = 0;
  #stopped = false;
  readonly #waiting = new Set<Waiting>();

  /** Milliseconds since 1970, in practice time. */
  now(): number {
    return this.machine() + this.#offsetMs;
  }

  /** What the machine that the application runs on takes for the time: tokens go by it. */
  machine(): number {
    return Date.now() + this.#jumpedMs;
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

  /** The clocks of the machine and of the world are put forward (or back, where negative); no time passes. */
  jump(ms: number): void {
    this.#jumpedMs += ms;
    for (const waiting of this.#waiting) waiting.dueAt += ms;
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

/**
 * Counts on the server's clock: a school laptop's may be minutes wrong, and a countdown must not be.
 * The smallest difference seen is the best, because every answer has been on its way for a while.
 */
export class ServerClock {
  readonly #now: () => number;
  #ahead: number | undefined;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @param serverNow ISO time the server gave in its answer */
  hear(serverNow: string): void {
    const ahead = Date.parse(serverNow) - this.#now();
    const jumped = this.#ahead !== undefined && Math.abs(ahead - this.#ahead) > 5_000;
    this.#ahead = this.#ahead === undefined || jumped ? ahead : Math.max(this.#ahead, ahead);
  }

  /** Milliseconds since 1970 on the server. */
  now(): number {
    return this.#now() + (this.#ahead ?? 0);
  }

  /** Milliseconds left until an ISO time; 0 when it has passed. */
  msUntil(at: string): number {
    return Math.max(0, Date.parse(at) - this.now());
  }

  /** Whole seconds left until an ISO time; 0 when it has passed. */
  secondsUntil(at: string): number {
    return Math.ceil(this.msUntil(at) / 1000);
  }
}

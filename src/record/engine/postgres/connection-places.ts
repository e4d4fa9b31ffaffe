import { RecordAwayError } from "../away.ts";
import type { Precedence } from "../precedence.ts";

type Waiting = { readonly come: () => void };

/** How many connections there are, and how many of them each may have. */
export type Shares = {
  readonly all: number;
  /** Kept for what is urgent. */
  readonly kept: number;
  /** The most that routine work has at once. */
  readonly routine: number;
};

/**
 * Who may take a connection. What is urgent goes first and always has some left; then what people wait for; routine
 * work has a few, and one even while many people wait: it comes to its end.
 */
export class ConnectionPlaces {
  readonly #shares: Shares;
  readonly #waiting: { readonly [which in Precedence]: Set<Waiting> } = {
    urgent: new Set(),
    people: new Set(),
    routine: new Set(),
  };
  readonly #taken: { [which in Precedence]: number } = { urgent: 0, people: 0, routine: 0 };

  constructor(shares: Shares) {
    this.#shares = shares;
  }

  /** @throws RecordAwayError where none becomes free in time */
  async enter(which: Precedence, withinMs: number): Promise<void> {
    // Nobody of the same precedence waits: else those who came before would be overtaken.
    if (this.#waiting[which].size === 0 && this.#mayEnter(which)) {
      this.#taken[which] += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const waiting = {
        come: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiting[which].delete(waiting);
        reject(new RecordAwayError());
      }, withinMs);
      this.#waiting[which].add(waiting);
    });
  }

  leave(which: Precedence): void {
    this.#taken[which] -= 1;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const [first] = this.#waiting[next];
      if (first === undefined) return;
      this.#waiting[next].delete(first);
      this.#taken[next] += 1;
      first.come();
    }
  }

  #next(): Precedence | undefined {
    const order: readonly Precedence[] =
      this.#taken.routine === 0 ? ["urgent", "routine", "people"] : ["urgent", "people", "routine"];
    return order.find((which) => this.#waiting[which].size > 0 && this.#mayEnter(which));
  }

  #mayEnter(which: Precedence): boolean {
    const { all, kept, routine } = this.#shares;
    const taken = this.#taken.urgent + this.#taken.people + this.#taken.routine;
    if (which === "urgent") return taken < all;
    return taken < all - kept && (which === "people" || this.#taken.routine < routine);
  }
}

import type { Changes } from "../changes.ts";

/** A list is answered 200, and is not all there is: nothing, half of it, or the application's own entries alone. */
export type ShortList = "emptyList" | "halfList" | "ownList";

/** The moment of a crash: the application is killed with SIGKILL. */
export type CrashMoment =
  /** The request has arrived; the work is not done. */
  | "received"
  /** The work is done; no answer was sent. */
  | "answered"
  /** The answer is on the wire; the application has not acted on it. */
  | "notRecorded";

export type FaultKind =
  | 409
  | 429
  | 503
  | 504
  | "reset"
  | "hang"
  | "outage"
  | "lostAnswer"
  | "slow"
  | ShortList
  | CrashMoment;

export const faultKinds: readonly FaultKind[] = [
  409,
  429,
  503,
  504,
  "reset",
  "hang",
  "outage",
  "lostAnswer",
  "slow",
  "emptyList",
  "halfList",
  "ownList",
  "received",
  "answered",
  "notRecorded",
];

export type Fault = {
  readonly id: number;
  /** Operation name; `*` stands for anything, such as `graph.*`. */
  readonly operation: string;
  readonly kind: FaultKind;
  /** How many requests it still meets. */
  times: number;
  /** Seconds, for 429 and 503. */
  readonly retryAfter: number;
  /** Milliseconds, for `slow`. */
  readonly delayMs: number;
  /** Requests that pass before it begins. */
  skip: number;
};

export type FaultOrder = Pick<Fault, "operation" | "kind"> &
  Partial<Pick<Fault, "times" | "retryAfter" | "delayMs" | "skip">>;

/** The troubles that are waiting for requests. */
export class Faults {
  #next = 1;
  #faults: Fault[] = [];
  readonly #changes: Changes;

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  /** An outage lasts until it is lifted; everything else happens once unless said otherwise. */
  add(order: FaultOrder): Fault {
    const fault: Fault = {
      times: order.kind === "outage" ? Number.MAX_SAFE_INTEGER : 1,
      retryAfter: 1,
      delayMs: 1000,
      skip: 0,
      ...order,
      id: this.#next,
    };
    this.#next += 1;
    this.#faults.push(fault);
    this.#changes.mark();
    return fault;
  }

  clear(): void {
    this.#faults = [];
    this.#changes.mark();
  }

  get waiting(): readonly Fault[] {
    return this.#faults;
  }

  /** The fault this request meets, used up by one. */
  take(operation: string): Fault | undefined {
    for (const fault of this.#faults) {
      if (!fits(fault.operation, operation)) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.times -= 1;
      if (fault.times <= 0) this.#faults = this.#faults.filter((other) => other !== fault);
      this.#changes.mark();
      return fault;
    }
    return undefined;
  }
}

const fits = (pattern: string, operation: string): boolean => {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.\\+?^${}()|[\]]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(operation);
};

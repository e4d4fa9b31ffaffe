import { AsyncLocalStorage } from "node:async_hooks";

/**
 * What goes first where many wait for the record: `urgent`, alerts and presses that protect; `people`, all that someone
 * waits for, and whatever is not marked; `routine`, work that can wait.
 */
export type Precedence = "urgent" | "people" | "routine";

const within = new AsyncLocalStorage<Precedence>();

/** All that `work` asks of the record has this precedence. */
export const withPrecedence = <T>(which: Precedence, work: () => T): T => within.run(which, work);

export const precedence = (): Precedence => within.getStore() ?? "people";

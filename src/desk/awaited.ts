import { AsyncLocalStorage } from "node:async_hooks";

/**
 * The person who pressed reads after ten seconds that no answer came (panel/api.ts), and does it by hand. A little
 * less, because the press was some time on its way.
 */
const AWAITED_MS = 8_000;

const within = new AsyncLocalStorage<number>();

/** Whatever `work` is asked to do somebody waits for, from now on. */
export const whileAwaited = <T>(work: () => T): T => within.run(performance.now() + AWAITED_MS, work);

/** Until when (`performance.now()`) somebody waits for this; undefined where nobody does. */
export const awaitedUntil = (): number | undefined => within.getStore();

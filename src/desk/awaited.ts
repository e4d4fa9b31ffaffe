import { AsyncLocalStorage } from "node:async_hooks";

/**
 * After ten seconds the presser reads that no answer came (panel/api.ts), and does it by hand. This is a little
 * less, because the press needs time to arrive.
 */
const AWAITED_MS = 8_000;

const within = new AsyncLocalStorage<number>();

/** From now on a person waits for what `work` is asked to do. */
export const whileAwaited = <T>(work: () => T): T => within.run(performance.now() + AWAITED_MS, work);

/** Until when (`performance.now()`) a person waits for this; undefined where no one does. */
export const awaitedUntil = (): number | undefined => within.getStore();

import { setImmediate } from "node:timers/promises";

/** Long work that waits to go on, each after the one before. */
let others: Promise<unknown> = Promise.resolve();

/**
 * Lets other waiting work go first: called between the pieces of long work, so that a press or an
 * alert never waits for an export, a seal or an expiry. However much long work there is, one piece of all of it runs
 * in a turn of the event loop.
 */
export const breathe = async (): Promise<void> => {
  const mine = others.then(() => setImmediate());
  others = mine;
  await mine;
};

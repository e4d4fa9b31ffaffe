import { AsyncLocalStorage } from "node:async_hooks";

const within = new AsyncLocalStorage<true>();

/**
 * Requests that `work` makes to Microsoft have waited already: one for which there is still no room goes before those that
 * have not, instead of waiting once more as long as all of them.
 */
export const returned = <T>(work: () => T): T => within.run(true, work);

export const hasReturned = (): boolean => within.getStore() === true;

import { AsyncLocalStorage } from "node:async_hooks";

const within = new AsyncLocalStorage<true>();

/**
 * Requests that `work` makes to Microsoft, in whatever way, are not counted. For staff matters: a request that was
 * not served on a quiet evening would tell a reader of the measures that there was something to send.
 */
export const unmeasured = <T>(work: () => T): T => within.run(true, work);

export const isMeasured = (): boolean => within.getStore() === undefined;

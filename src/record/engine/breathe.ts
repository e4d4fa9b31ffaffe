import { setImmediate } from "node:timers/promises";

/**
 * Lets other waiting work go first: called between the pieces of long work, so that a press or an
 * alert never waits for an export, a seal or an expiry.
 */
export const breathe = async (): Promise<void> => setImmediate();

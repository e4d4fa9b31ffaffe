import { availableParallelism, loadavg } from "node:os";
import { AMOUNTS } from "../chaos/support/amounts.ts";

/**
 * How many times longer things may take than promised. A promise in seconds is one of a machine that has room for
 * the school: by night it is held to the letter wherever each program that wants a core has one; by day what it
 * promises is held, and its seconds loosely.
 */
export const busy = (): number =>
  AMOUNTS.timesLonger * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

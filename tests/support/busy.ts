import { availableParallelism, loadavg } from "node:os";
import { AMOUNTS } from "../chaos/support/amounts.ts";

/**
 * How many times longer things may take than promised. A promise in seconds is for a machine that has room for
 * the school: by night, where each program that wants a core has one, it is held to the letter; by day what
 * is promised is checked, and its seconds loosely.
 */
export const busy = (): number =>
  AMOUNTS.timesLonger * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

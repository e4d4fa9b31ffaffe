import { availableParallelism, loadavg } from "node:os";

/**
 * How many times longer things take because the machine is busy: 1 where each program that wants a core has one. A
 * promise in seconds is one of a machine that has room for the school; on a quiet one it is held to the letter.
 */
export const busy = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * How long to wait before trying again: doubling, never above 15 s, and jittered over its upper half
 * so that a school's panels do not all come back in the same moment.
 *
 * @param failures tries that failed one after another, from 1
 * @param random 0 to 1
 * @returns milliseconds
 */
export const backOff = (failures: number, random: number): number => {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return Math.round(whole / 2 + (whole / 2) * random);
};

/** Waits, until there is nothing to wait for any more. */
export const pause = (ms: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

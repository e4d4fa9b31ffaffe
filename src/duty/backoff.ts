const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/**
 * How long to wait after the given attempt (1, 2, …) failed: 250 ms, 500 ms, 1 s … at most 30 s, a
 * quarter more or less, so that duties that failed together do not come back together.
 */
export const backoffMs = (attempt: number, random: () => number = Math.random): number => {
  const full = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
  return Math.min(Math.round(full * (0.75 + random() / 2)), LONGEST_MS);
};

/** Never earlier than was asked (Retry-After), and not all at the same moment. */
export const askedDelayMs = (retryAfterMs: number, random: () => number = Math.random): number =>
  Math.ceil(Math.max(retryAfterMs, 0) * (1 + random() / 10));

const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** Work on a child's door never waits longer than this. */
const LONGEST_PROTECTIVE_MS = 3_000;
/** After two minutes or so the trouble will last: thirty removals every three seconds would only add to it. */
const MANY = 40;
const LONGEST_LATER_MS = 10_000;

const longestMs = (attempt: number, protective: boolean): number => {
  if (!protective) return LONGEST_MS;
  return attempt > MANY ? LONGEST_LATER_MS : LONGEST_PROTECTIVE_MS;
};

/**
 * How long to wait after the given attempt (1, 2, …) failed: 250 ms, 500 ms, 1 s … at most 30 s, or for protective
 * work a few seconds; a quarter more or less, so that duties that failed together do not come back together.
 */
export const backoffMs = (
  attempt: number,
  protective: boolean,
  random: () => number = Math.random,
): number => {
  const longest = longestMs(attempt, protective);
  const full = Math.min(FIRST_MS * 2 ** (attempt - 1), longest);
  return Math.min(Math.round(full * (0.75 + random() / 2)), longest);
};

/**
 * Never earlier than was asked (Retry-After), and not all at the same moment. "At once" (0, or a date that has passed)
 * does not say how long it will take: then the wait is as after any failure, so that requests do not go in a circle.
 */
export const askedDelayMs = (
  retryAfterMs: number,
  { attempt, protective }: { readonly attempt: number; readonly protective: boolean },
  random: () => number = Math.random,
): number =>
  retryAfterMs < FIRST_MS
    ? backoffMs(attempt, protective, random)
    : Math.ceil(retryAfterMs * (1 + random() / 10));

/** Wrong links: this many at once, then one every so often, from wherever they come. */
const AT_ONCE = 60;
const EVERY_MS = 1_000;
/** What a guesser is told to wait. */
export const AGAIN_SECONDS = 60;

/**
 * Slows the guessing of links. A right link is never slowed, however many wrong ones are tried: behind one proxy all
 * families may seem to come from one address, so no one is told apart by theirs.
 *
 * @param now milliseconds, of a clock that no one can set
 */
export const createGuesses = (
  now: () => number = () => performance.now(),
): { /** Counts a wrong link; false where there were too many. */ readonly wrong: () => boolean } => {
  let left = AT_ONCE;
  let at = now();
  return {
    wrong: () => {
      const later = now();
      left = Math.min(AT_ONCE, left + (later - at) / EVERY_MS);
      at = later;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
};

/**
 * How often chaos does each thing: `npm test` the quick form, `npm run test:nightly` the full one. The quick
 * form is what fits beside all other tests into a quarter of an hour on two cores.
 */
const QUICK = {
  /** Requests. */
  fuzz: 10_000,
  /** `kill -9`, on both engines together. */
  kills: 12,
  /** Lessons led through faults. */
  faultLessons: 7,
};

const FULL: typeof QUICK = { fuzz: 1_000_000, kills: 1000, faultLessons: 49 };

const isFull = process.env["CHAOS"] === "full";

export const AMOUNTS = isFull ? FULL : QUICK;

/** Milliseconds for the whole of one file. */
export const PATIENCE_MS = isFull ? 6 * 3_600_000 : 400_000;

import { createHash } from "node:crypto";

/** What this run's choices follow from: the same by day; by night another each time, which is said (tests/jest.ts). */
export const SEED = Number(process.env["CHAOS_SEED"] ?? 1);

export type Random = {
  /** From 0 up to and without 1. */
  readonly next: () => number;
  /** A whole number from `least` to `most`. */
  readonly from: (least: number, most: number) => number;
  readonly one: <T>(of: readonly T[]) => T;
};

/** The same choices each time for the same seed; each `name` has its own, whatever others take. */
export const randomOf = (name: string): Random => {
  let state = createHash("sha256").update(`${SEED} ${name}`).digest().readInt32LE();
  // mulberry32: small, and good enough to choose moments with.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const from = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    from,
    one: (of) => {
      const chosen = of[from(0, of.length - 1)];
      if (chosen === undefined) throw new Error("nothing to choose from");
      return chosen;
    },
  };
};

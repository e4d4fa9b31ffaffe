import { distance } from "./distance.ts";
import { nameWords } from "./matching.ts";

const SLIP = 2;

/** How far apart two words are: 0 the same, up to `SLIP` a slip of the pen. */
const wordSlip = (one: string, other: string): number =>
  one === other
    ? 0
    : Math.min(one.length, other.length) < 4
      ? Number.POSITIVE_INFINITY
      : distance(one, other);

/**
 * Names that a misspelt one may mean, nearest first: one of their words is the same, or nearly.
 * @param names of children on registers: for the eyes of those who keep the record
 */
export const nearest = (written: string, names: readonly string[]): readonly string[] => {
  const words = nameWords(written);
  return names
    .map((name) => {
      const slips = words.map((word) => Math.min(...nameWords(name).map((other) => wordSlip(word, other))));
      const near = slips.filter((slip) => slip <= SLIP);
      return { name, near: near.length, slip: near.reduce((sum, slip) => sum + slip, 0) };
    })
    .filter(({ near }) => near > 0)
    .toSorted((a, b) => b.near - a.near || a.slip - b.slip || a.name.localeCompare(b.name))
    .map(({ name }) => name);
};

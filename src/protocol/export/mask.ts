import type { Pupil } from "../register.ts";

/** Stands where somebody else's name stood, so that a reader sees that something was taken out. */
export const THIRD_PARTY = "[third party]";

/**
 * Takes the names of other pupils out of a text. A full name goes in any spelling of its capitals; a first
 * name alone only as it is written on the register ("Will", not "will"), and never one that the child has.
 *
 * @param own all names of the child whose export this is
 */
export const maskOthers = (text: string, others: readonly Pupil[], own: readonly string[]): string => {
  const ownNames = new Set(own.map((name) => name.toLowerCase()));
  const ownWords = new Set(own.flatMap(wordsOf).map((word) => word.toLowerCase()));
  const full = new Set<string>();
  const first = new Set<string>();
  for (const { name, also } of others)
    for (const one of [name, ...also]) {
      if (one.trim() === "" || ownNames.has(one.trim().toLowerCase())) continue;
      full.add(one.trim());
      const [given] = wordsOf(one);
      if (given !== undefined && given.length > 1 && !ownWords.has(given.toLowerCase())) first.add(given);
    }
  return replaced(replaced(text, full, "giu"), first, "gu");
};

const wordsOf = (name: string): readonly string[] => name.split(/\s+/u).filter((word) => word !== "");

/** Whole words only, longest first: "Ben Price-Jones" before "Ben Price". */
const replaced = (text: string, names: ReadonlySet<string>, flags: string): string => {
  if (names.size === 0) return text;
  const longest = [...names].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longest.join("|")})(?![\\p{L}\\p{N}])`, flags);
  return text.replace(pattern, THIRD_PARTY);
};

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");

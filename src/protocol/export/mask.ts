import { fold } from "../folding.ts";
import type { Pupil } from "../register.ts";
import { finding, type StandingName } from "./names-in-text.ts";

/** Stands where somebody else's name stood, so that a reader sees that something was taken out. */
export const THIRD_PARTY = "[third party]";

/**
 * Takes the names of other pupils out of texts. A full name goes however it is spelt; a first name alone only
 * with the capitals that it has on the register ("Will", not "will"), and never one that the child has.
 *
 * @param own all names of the child whose export this is
 */
export const maskingOthers = (
  others: readonly Pupil[],
  own: readonly string[],
): ((text: string) => string) => {
  const theirs = [...new Set(others.flatMap(({ name, also }) => [name, ...also]))];
  const ownWords = new Set(own.flatMap(wordsOf).map((word) => fold(word).text));
  const first = theirs.flatMap((name) => {
    const [given] = wordsOf(name);
    return given !== undefined && given.length > 1 && !ownWords.has(fold(given).text) ? [given] : [];
  });
  const spelt = new Set(first.map((given) => `${fold(given).text} ${capitalsOf(given)}`));
  const findFull = finding([...own, ...theirs]);
  const findFirst = finding(first);
  return (text) => {
    const full = marked(
      text,
      findFull(text).filter(({ name }) => !own.includes(name)),
    );
    return marked(
      full,
      findFirst(full).filter(({ from, to }) => {
        const written = full.slice(from, to);
        return spelt.has(`${fold(written).text} ${capitalsOf(written)}`);
      }),
    );
  };
};

const wordsOf = (name: string): readonly string[] =>
  name.split(/[^\p{L}\p{M}\p{N}'’-]+/u).filter((word) => word !== "");

const capitalsOf = (word: string): "all" | "some" | "none" => {
  if (word === word.toLowerCase()) return "none";
  return word === word.toUpperCase() ? "all" : "some";
};

const marked = (text: string, names: readonly StandingName[]): string => {
  let left = 0;
  const parts = names.flatMap(({ from, to }) => {
    const before = text.slice(left, from);
    left = to;
    return [before, THIRD_PARTY];
  });
  return [...parts, text.slice(left)].join("");
};

import { fold } from "../names/folding.ts";
import type { Pupil } from "../names/register.ts";
import { finding, type StandingName } from "./names-in-text.ts";

/** Stands where somebody else's name stood, so that a reader sees that something was taken out. */
export const THIRD_PARTY = "[third party]";

/**
 * Takes the names of other pupils out of texts. A full name goes however it is spelt; a first name alone only
 * with the capitals that it has on the register ("Will", not "will"), and never one that the child has.
 *
 * @param own all names of the child whose export this is
 */
export const createMask = (others: readonly Pupil[], own: readonly string[]): ((text: string) => string) => {
  const theirs = [...new Set(others.flatMap(({ name, also }) => [name, ...also]))];
  const ownWords = new Set(own.flatMap(wordsOf).map((word) => fold(word).text));
  const first = theirs.flatMap((name) => {
    const [given] = wordsOf(name);
    return given !== undefined && given.length > 1 && !ownWords.has(fold(given).text) ? [given] : [];
  });
  const spelt = new Set(first.flatMap(spellings));
  const ownNames = new Set(own.flatMap(orders));
  const findFull = finding([...ownNames, ...theirs.flatMap(orders)]);
  const findFirst = finding(first);
  return (text) => {
    const full = marked(
      text,
      findFull(text).filter(({ name }) => !ownNames.has(name)),
    );
    return marked(
      full,
      findFirst(full).filter(({ from, to }) => spelt.has(spellingOf(full.slice(from, to)))),
    );
  };
};

/** "Ben Price" may stand in a list as "Price, Ben". */
const orders = (name: string): readonly string[] => {
  const [surname, ...given] = wordsOf(name).toReversed();
  return given.length === 0 ? [name] : [name, `${surname}, ${given.toReversed().join(" ")}`];
};

const spellingOf = (word: string): string =>
  `${fold(word).text.replace(/[^\p{L}\p{N}]/gu, "")} ${capitalsOf(word)}`;

/** As on the register, or called out: "ZOË". */
const spellings = (word: string): readonly string[] =>
  capitalsOf(word) === "some" && word.length > 2
    ? [spellingOf(word), spellingOf(word.toUpperCase())]
    : [spellingOf(word)];

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

import { fold } from "../names/folding.ts";
import type { Pupil } from "../names/register.ts";
import { createNameFinder, type StandingName } from "./names-in-text.ts";

/** Stands in place of another person's name, so that a reader sees that something was taken out. */
export const THIRD_PARTY = "[third party]";

/**
 * Takes the names of other pupils out of texts. A full name goes however it is spelt. A given name or surname alone
 * goes only where it has a capital ("Will", not "will", whatever the register has), and never if the child has it too.
 *
 * @param own all names of the child whose export this is
 */
export const createMask = (others: readonly Pupil[], own: readonly string[]): ((text: string) => string) => {
  const theirs = [...new Set(others.flatMap(({ name, also }) => [name, ...also]))];
  const ownWords = new Set(own.flatMap(wordsOf).map((word) => fold(word).text));
  const parts = theirs.flatMap(partsOf).filter((part) => !ownWords.has(fold(part).text));
  const spelt = new Set(parts.flatMap(spellings));
  const ownNames = new Set(own.flatMap(orders));
  const findFull = createNameFinder([...ownNames, ...theirs.flatMap(orders)]);
  const findPart = createNameFinder(parts);
  return (text) => {
    const full = marked(
      text,
      findFull(text).filter(({ name }) => !ownNames.has(name)),
    );
    return marked(
      full,
      findPart(full).filter(({ from, to }) => spelt.has(spellingOf(full.slice(from, to)))),
    );
  };
};

/** A list may have "Ben Price" as "Price, Ben". */
const orders = (name: string): readonly string[] => {
  const [surname, ...given] = wordsOf(name).toReversed();
  return given.length === 0 ? [name] : [name, `${surname}, ${given.toReversed().join(" ")}`];
};

const spellingOf = (word: string): string =>
  `${fold(word).text.replace(/[^\p{L}\p{N}]/gu, "")} ${capitalsOf(word)}`;

/** A shorter surname is more often a word of a sentence ("So", "To"), or a particle ("Le"). */
const SHORTEST_SURNAME = 3;

/** What a name may be shortened to: a given name, a surname, half of one with a hyphen; no particle ("van der"). */
const partsOf = (name: string): readonly string[] => {
  const [given = "", ...more] = wordsOf(name);
  const halves = [given, ...more].flatMap((word) => (word.includes("-") ? word.split("-") : []));
  const others = [...more, ...halves].filter(
    (word) => word.length >= SHORTEST_SURNAME && capitalsOf(word) !== "none",
  );
  return [...(given.length > 1 ? [given] : []), ...others];
};

/** As on the register, as a sentence has it, or called out: "Zoë", "ZOË", also of a list in capitals alone. */
const spellings = (word: string): readonly string[] => {
  const small = word.toLowerCase();
  const sentence = small.charAt(0).toUpperCase() + small.slice(1);
  return [word, sentence, ...(word.length > 2 ? [word.toUpperCase()] : [])].map(spellingOf);
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

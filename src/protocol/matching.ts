import type { Pupil } from "./register.ts";

/**
 * Register matching (C6). A shown name is typed by the family itself and proves nothing: what comes
 * out is a suggestion that a person confirms.
 */
export type NameMatch = {
  readonly pupils: readonly string[];
  /** `one`: only this pupil (or these siblings, all named) fits; `several`: staff must choose. */
  readonly certainty: "one" | "several" | "none";
};

const NOBODY: NameMatch = { pupils: [], certainty: "none" };

/** Words families add to a name: whose grown-up it is, what the device is, Teams' own suffixes. */
const FILLER = new Set(
  (
    "guest unverified external mum mummy mom mam mother dad daddy father parent parents gran granny grandma nan nana nanny grandad grandpa " +
    "carer auntie aunty uncle brother sister family household home s the of and y4 year ipad iphone phone tablet laptop computer pc chromebook android"
  ).split(" "),
);

const words = (name: string): readonly string[] =>
  name
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/['’]s\b/gu, " ")
    .replace(/['’]/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !FILLER.has(word));

const score = (shown: readonly string[], candidate: readonly string[]): number => {
  const [given, ...rest] = candidate;
  if (given === undefined || shown.length === 0) return 0;
  const has = (word: string): boolean => shown.includes(word);
  const surname = rest.at(-1);
  if (candidate.every(has)) return surname === undefined ? 2 : 4;
  const initial = surname !== undefined && shown.some((word) => word.length === 1 && word === surname[0]);
  if (has(given)) return initial ? 3 : 2;
  // "The Adeyemis"
  return surname !== undefined && (has(surname) || has(`${surname}s`)) ? 1 : 0;
};

/** The given names of several pupils in one shown name: siblings on one device. */
const namesSeveral = (shown: readonly string[], fits: readonly Pupil[]): boolean =>
  fits.length > 1 &&
  new Set(fits.map((pupil) => words(pupil.name)[0])).size === fits.length &&
  fits.every((pupil) => shown.includes(words(pupil.name)[0] ?? ""));

/**
 * @param shown the name as Teams shows it, e.g. "Amara's mum (Guest)"
 * @param register the pupils expected
 */
export const matchName = (shown: string, register: readonly Pupil[]): NameMatch => {
  const typed = words(shown);
  if (typed.length === 0) return NOBODY;
  const scored = register
    .map((pupil) => ({
      pupil,
      fit: Math.max(...[pupil.name, ...pupil.also].map((name) => score(typed, words(name)))),
    }))
    .filter(({ fit }) => fit > 0);
  const named = scored.filter(({ fit }) => fit >= 2).map(({ pupil }) => pupil);
  if (namesSeveral(typed, named)) return { pupils: named.map(({ id }) => id), certainty: "one" };
  const best = Math.max(0, ...scored.map(({ fit }) => fit));
  const fits = scored.filter(({ fit }) => fit === best).map(({ pupil }) => pupil.id);
  if (fits.length === 0) return NOBODY;
  return { pupils: fits, certainty: fits.length === 1 ? "one" : "several" };
};

/** Whether two shown names are the same to a reader: an impostor types a teacher's name. */
export const sameName = (one: string, other: string): boolean => {
  const [first, second] = [words(one).join(" "), words(other).join(" ")];
  return first !== "" && first === second;
};

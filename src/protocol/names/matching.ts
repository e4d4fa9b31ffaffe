import { fold } from "./folding.ts";
import type { Pupil } from "./register.ts";
import { remembered } from "./remembered.ts";

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

/** Words families add to a name: whose grown-up, which device, Teams' own suffixes; and our words for an erased name. */
const FILLER = new Set(
  (
    "guest unverified external mum mummy mom mam mother dad daddy father parent parents gran granny grandma nan nana nanny grandad grandpa " +
    "carer auntie aunty uncle brother sister family household home the of and y4 year ipad iphone phone tablet laptop computer pc chromebook android " +
    "name erased"
  ).split(" "),
);

/** The words of a name, without what families add to it. */
export const nameWords = remembered((name): readonly string[] =>
  fold(name)
    .text.split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !FILLER.has(word)),
);

const GIVEN = 2;
const INITIAL = 3;
const FULL = 4;

const score = (shown: readonly string[], candidate: readonly string[]): number => {
  const [given, ...rest] = candidate;
  if (given === undefined || shown.length === 0) return 0;
  const has = (word: string): boolean => shown.includes(word);
  const surname = rest.at(-1);
  if (candidate.every(has)) return surname === undefined ? GIVEN : FULL;
  const initial = surname !== undefined && shown.some((word) => word.length === 1 && word === surname[0]);
  // "Amaras mum"
  if (has(given) || has(`${given}s`)) return initial ? INITIAL : GIVEN;
  // "The Adeyemis"
  return surname !== undefined && (has(surname) || has(`${surname}s`)) ? 1 : 0;
};

type Fit = { readonly pupil: Pupil; readonly names: readonly (readonly string[])[]; readonly fit: number };

/** One name of a pupil. */
type Named = Omit<Fit, "fit"> & { readonly at: number; readonly name: readonly string[] };

/** The names on a register by each of their words; made once, because every view asks for many. */
const indexes = new WeakMap<readonly Pupil[], ReadonlyMap<string, readonly Named[]>>();

const byWord = (register: readonly Pupil[]): ReadonlyMap<string, readonly Named[]> => {
  const known = indexes.get(register);
  if (known !== undefined) return known;
  const made = new Map<string, Named[]>();
  for (const [at, pupil] of register.entries()) {
    const names = [pupil.name, ...pupil.also].map(nameWords);
    for (const name of names)
      for (const word of new Set(name)) {
        const others = made.get(word) ?? [];
        others.push({ pupil, names, at, name });
        made.set(word, others);
      }
  }
  indexes.set(register, made);
  return made;
};

/** In the order of the register. Only a name that has one of these words can fit at all. */
const fitsOf = (typed: readonly string[], register: readonly Pupil[]): readonly Fit[] => {
  const index = byWord(register);
  const words = new Set(typed.flatMap((word) => (word.endsWith("s") ? [word, word.slice(0, -1)] : [word])));
  const fits = new Map<number, Fit>();
  for (const word of words)
    for (const { pupil, names, at, name } of index.get(word) ?? []) {
      const fit = Math.max(score(typed, name), fits.get(at)?.fit ?? 0);
      if (fit > 0) fits.set(at, { pupil, names, fit });
    }
  return [...fits].toSorted(([one], [other]) => one - other).map(([, fit]) => fit);
};

/** What joins two names: "Ada & Ben". A comma does not: "Okafor, Amara". */
const JOINED = /[&+/]|\band\b/iu;

/**
 * Siblings on one device: each given name is there, and the names are joined or share a surname.
 * A given name that is part of another person's full name is not a second pupil ("Grace Thomas" is not Thomas).
 */
const siblingsIn = (shown: string, typed: readonly string[], fits: readonly Fit[]): readonly Pupil[] => {
  const givenOf = ({ names }: Fit): string =>
    names.map(([given]) => given ?? "").find((given) => typed.includes(given)) ?? "";
  const full = fits.filter(({ fit }) => fit === FULL);
  const taken = new Set(full.flatMap(({ names }) => names.flat()));
  const named = fits.filter((one) => one.fit === FULL || (one.fit >= GIVEN && !taken.has(givenOf(one))));
  const givens = new Set(named.map(givenOf));
  const surnames = new Set(named.map(({ names }) => names[0]?.at(-1)));
  const apart = named.length < 2 || givens.size < named.length || givens.has("");
  return apart || (surnames.size > 1 && !JOINED.test(shown)) ? [] : named.map(({ pupil }) => pupil);
};

/**
 * @param shown the name as Teams shows it, e.g. "Amara's mum (Guest)"
 * @param register the pupils expected
 */
export const matchName = (shown: string, register: readonly Pupil[]): NameMatch => {
  const typed = nameWords(shown);
  const scored = fitsOf(typed, register);
  const siblings = siblingsIn(shown, typed, scored);
  if (siblings.length > 0) return { pupils: siblings.map(({ id }) => id), certainty: "one" };
  const best = Math.max(0, ...scored.map(({ fit }) => fit));
  // A lone given name does not outdo another pupil's surname: a grown-up may have both.
  const fits = scored.filter(({ fit }) => fit === best || best <= GIVEN).map(({ pupil }) => pupil.id);
  if (fits.length === 0) return NOBODY;
  return { pupils: fits, certainty: fits.length === 1 ? "one" : "several" };
};

/** Whether two shown names are the same to a reader: an impostor types a teacher's name. */
export const sameName = (one: string, other: string): boolean => {
  const [first, second] = [nameWords(one).join(" "), nameWords(other).join(" ")];
  return first !== "" && first === second;
};

/** Whether a title or a shown name has every word of a name, as whole words: "Ann Lee" is not in "Joann Lee". */
export const holdsName = (text: string, name: string): boolean => {
  const [there, asked] = [nameWords(text), nameWords(name)];
  return asked.length > 0 && asked.every((word) => there.includes(word) || there.includes(`${word}s`));
};

/** Whether a name says which person it is: "iPad" does not, and "Tablet 2" would be in every text with a 2. */
export const tellsSomebody = (name: string): boolean =>
  nameWords(name).some((word) => /\p{L}{2}/u.test(word));

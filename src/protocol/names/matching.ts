import { isGenericName } from "./device-names.ts";
import { type Evidence, evidenceFor, GIVEN, INITIAL, keysOf, keysShown } from "./evidence.ts";
import { fold } from "./folding.ts";
import type { Pupil } from "./register.ts";
import { remembered } from "./remembered.ts";
import { type Typed, typedIn } from "./typed.ts";

/**
 * Register matching (C6). A shown name is typed by the family itself and proves nothing: what comes
 * out is a suggestion that a person confirms.
 */
export type NameMatch = {
  readonly pupils: readonly string[];
  /**
   * `one`: only this pupil (or these siblings, all named) fits; `several`: staff must choose; `perhaps`: only this pupil
   * fits, and not well enough to say so: staff decide.
   */
  readonly certainty: "one" | "several" | "perhaps" | "none";
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

type Fit = Evidence & { readonly pupil: Pupil; readonly names: readonly (readonly string[])[] };

/** A register's names in words, and what was asked of it: every view asks for the same names again. */
type Known = {
  readonly pupils: readonly Omit<Fit, keyof Evidence>[];
  /** Where in them each key stands: a name that has none of a pupil's keys does not fit. */
  readonly at: ReadonlyMap<string, ReadonlySet<number>>;
  readonly answers: Map<string, NameMatch>;
};
const known = new WeakMap<readonly Pupil[], Known>();
const MOST_ANSWERS = 2_000;

const knownOf = (register: readonly Pupil[]): Known => {
  const before = known.get(register);
  if (before !== undefined) return before;
  const pupils = register.map((pupil) => ({ pupil, names: [pupil.name, ...pupil.also].map(nameWords) }));
  const at = new Map<string, Set<number>>();
  for (const [n, { names }] of pupils.entries())
    for (const key of names.flatMap(keysOf)) at.set(key, (at.get(key) ?? new Set()).add(n));
  const made = { pupils, at, answers: new Map<string, NameMatch>() };
  known.set(register, made);
  return made;
};

/** In the order of the register: of a pupil's names the one that fits best. */
const fitsOf = (typed: Typed, { pupils, at }: Known): readonly Fit[] => {
  const found = new Set(keysShown(typed).flatMap((key) => [...(at.get(key) ?? [])]));
  return [...found]
    .toSorted((one, other) => one - other)
    .flatMap((n) => {
      const one = pupils[n];
      if (one === undefined) return [];
      const best = one.names
        .map((name) => evidenceFor(typed, name))
        .reduce((better, other) => (other.fit > better.fit ? other : better));
      return best.fit > 0 ? [{ ...best, ...one }] : [];
    });
};

/** What joins two names: "Ada & Ben". A comma does not: "Okafor, Amara". */
const JOINED = /[&+/]|\band\b/iu;

/**
 * Siblings on one device: each given name is there, and the names are joined or share a surname.
 * A given name that is part of another person's full name is not a second pupil ("Grace Thomas" is not Thomas).
 */
const siblingsIn = (shown: string, fits: readonly Fit[]): readonly Pupil[] => {
  const full = fits.filter(({ fit }) => fit > INITIAL);
  const taken = new Set(full.flatMap(({ names }) => names.flat()));
  const named = fits.filter(
    (one) => one.given !== undefined && (one.fit > INITIAL || (one.fit > GIVEN - 1 && !taken.has(one.given))),
  );
  const givens = new Set(named.map(({ given }) => given));
  const surnames = new Set(named.map(({ names }) => names[0]?.at(-1)));
  const apart = named.length < 2 || givens.size < named.length;
  return apart || (surnames.size > 1 && !JOINED.test(shown)) ? [] : named.map(({ pupil }) => pupil);
};

/**
 * @param shown the name as Teams shows it, e.g. "Amara's mum (Guest)"
 * @param register the pupils expected
 */
export const matchName = (shown: string, register: readonly Pupil[]): NameMatch => {
  const of = knownOf(register);
  const before = of.answers.get(shown);
  if (before !== undefined) return before;
  const match = matchIn(shown, of);
  if (of.answers.size >= MOST_ANSWERS) of.answers.clear();
  of.answers.set(shown, match);
  return match;
};

const matchIn = (shown: string, of: Known): NameMatch => {
  // "iPhone 14 Pro Max" is no Max's.
  if (isGenericName(shown)) return NOBODY;
  const scored = fitsOf(typedIn(shown), of);
  const siblings = siblingsIn(shown, scored);
  if (siblings.length > 0) return { pupils: siblings.map(({ id }) => id), certainty: "one" };
  const best = Math.max(0, ...scored.map(({ fit }) => fit));
  // A lone given name does not outdo another pupil's surname: a grown-up may have both.
  const fits = scored.filter(({ fit }) => fit === best || best <= GIVEN);
  const pupils = fits.map(({ pupil }) => pupil.id);
  const [only, another] = fits;
  if (only === undefined) return NOBODY;
  if (another !== undefined) return { pupils, certainty: "several" };
  return { pupils, certainty: only.isEnough ? "one" : "perhaps" };
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

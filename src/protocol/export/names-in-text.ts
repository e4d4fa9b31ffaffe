import { type Folded, fold } from "../names/folding.ts";

export type StandingName = {
  /** As it was asked for. */
  readonly name: string;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
};

/**
 * Finds where names stand in a text: in whole words next to each other, however their capitals, accents,
 * apostrophes and blanks are written. The longest name wins: "Mary Ann Lee" is not "Ann Lee". Of names that are spelt
 * alike, the first one wins. Made once for many texts.
 */
export const createNameFinder = (names: readonly string[]): ((text: string) => readonly StandingName[]) => {
  const known = knownFrom(names);
  const lengths = [...new Set([...known.keys()].map((letters) => letters.length))].toSorted((a, b) => b - a);
  return (text) => {
    const folded = single(fold(text));
    const { letters, places } = lettersOf(folded.text);
    const found: StandingName[] = [];
    let free = 0;
    for (const [at, place] of places.entries()) {
      if (place < free || (at > 0 && places[at - 1] === place - 1)) continue;
      const standing = lengths
        .flatMap((length) => known.get(letters.slice(at, at + length)) ?? [])
        .flatMap((one) => (endsAt(one, folded.text, place) ?? []).map((end) => ({ ...one, end })))
        .toSorted((one, other) => other.key.length - one.key.length)[0];
      if (standing === undefined) continue;
      const { name, end } = standing;
      free = end;
      found.push({ name, from: folded.begins[place] ?? 0, to: folded.ends[end - 1] ?? text.length });
    }
    return found;
  };
};

type Known = { readonly name: string; readonly key: string; readonly whole: () => RegExp };

/**
 * Names by their letters alone. A text is looked up by these, and only a name whose letters are all there is compared
 * with a pattern: one pattern of all names takes names times letters, and is too large for some registers.
 */
const knownFrom = (names: readonly string[]): ReadonlyMap<string, readonly Known[]> => {
  const keys = new Set<string>();
  const known = new Map<string, Known[]>();
  for (const name of new Set(names)) {
    const folded = fold(name).text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    const key = folded.replace(/\s+/gu, " ");
    const { letters } = lettersOf(folded);
    if (letters === "" || keys.has(key)) continue;
    keys.add(key);
    let whole: RegExp | undefined;
    const one = {
      name,
      key,
      whole: () => (whole ??= new RegExp(`${patternOf(folded)}(?![\\p{L}\\p{N}])`, "uy")),
    };
    known.set(letters, [...(known.get(letters) ?? []), one]);
  }
  return known;
};

/** The letters and figures of a text, and where each of them stands. */
const lettersOf = (text: string): { readonly letters: string; readonly places: readonly number[] } => {
  const found = Array.from(text.matchAll(/[\p{L}\p{N}]/gu));
  return {
    letters: found.map(([letter]) => letter).join(""),
    places: found.flatMap(({ 0: letter, index }) =>
      Array.from({ length: letter.length }, (_, n) => index + n),
    ),
  };
};

const endsAt = (known: Known, text: string, from: number): readonly number[] | undefined => {
  const whole = known.whole();
  whole.lastIndex = from;
  return whole.test(text) ? [whole.lastIndex] : undefined;
};

/** Each stretch of blanks as one: a pattern for any number of them takes time by the square of their number. */
const single = ({ text, begins, ends }: Folded): Folded => {
  const kept: number[] = [];
  for (let at = 0; at < text.length; at += 1)
    if (!isBlank(text[at]) || at === 0 || !isBlank(text[at - 1])) kept.push(at);
  return {
    text: kept.map((at) => (isBlank(text[at]) ? " " : text[at])).join(""),
    begins: kept.map((at) => begins[at] ?? 0),
    ends: kept.map((at) => ends[at] ?? 0),
  };
};

const isBlank = (letter: string | undefined): boolean => letter !== undefined && /\s/u.test(letter);

const HYPHEN = "[-\u2010-\u2013]";

/**
 * Any blanks between words; what else stands there ("Okafor, Amara", "Nowak-Price") may be a blank too. A hyphen may
 * be left out, or put in: "Anne-Marie" is "Annemarie", and the other way round.
 */
const patternOf = (folded: string): string =>
  folded.replace(/[^\p{L}\p{N}]+|[\p{L}\p{N}]+/gu, (piece) =>
    /[\p{L}\p{N}]/u.test(piece) ? Array.from(piece).join(`${HYPHEN}?`) : betweenWords(piece),
  );

const betweenWords = (between: string): string => {
  const marks = Array.from(between.replace(/\s+/gu, ""));
  if (marks.length === 0) return " ";
  if (marks.every((mark) => /[-\u2010-\u2013]/.test(mark))) return `(?: ?${HYPHEN} ?| ?)`;
  const escaped = marks.map((mark) => mark.replace(/[.*+?^${}()|[\]\\/]/u, "\\$&"));
  return `(?: ?${escaped.join(" ?")} ?| )`;
};

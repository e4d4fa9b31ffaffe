import { fold } from "../names/folding.ts";

export type StandingName = {
  /** As it was asked for. */
  readonly name: string;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
};

/**
 * Finds where names stand in a text: in whole words next to each other, in any spelling of their capitals, accents,
 * apostrophes and blanks. The longest is taken: "Mary Ann Lee" is not "Ann Lee". Of names that are spelt alike,
 * the first one is. Made once for many texts.
 */
export const finding = (names: readonly string[]): ((text: string) => readonly StandingName[]) => {
  const known = new Map<string, { readonly name: string; readonly pattern: string }>();
  for (const name of new Set(names)) {
    const folded = fold(name).text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    const key = folded.replace(/\s+/gu, " ");
    if (key !== "" && !known.has(key)) known.set(key, { name, pattern: patternOf(folded) });
  }
  if (known.size === 0) return () => [];
  const longest = [...known].toSorted(([a], [b]) => b.length - a.length).map(([, one]) => one);
  const pattern = longest.map((one) => `(${one.pattern})`).join("|");
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, "gu");
  return (text) => {
    const { text: folded, begins, ends } = fold(text);
    return Array.from(folded.matchAll(whole), (match) => ({
      name: longest[match.slice(1).findIndex((one) => one !== undefined)]?.name ?? "",
      from: begins[match.index] ?? 0,
      to: ends[match.index + match[0].length - 1] ?? text.length,
    }));
  };
};

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
  if (marks.length === 0) return "\\s+";
  if (marks.every((mark) => /[-\u2010-\u2013]/.test(mark))) return `(?:\\s+|\\s*${HYPHEN}?\\s*)`;
  const escaped = marks.map((mark) => mark.replace(/[.*+?^${}()|[\]\\/]/u, "\\$&"));
  return `(?:\\s+|\\s*${escaped.join("\\s*")}\\s*)`;
};

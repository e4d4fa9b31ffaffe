import type { Table } from "../../protocol/export/document.ts";

/** On each side of a cell's words, in points. */
export const CELL_PADDING = 3;
/** And a little for the line. */
const BESIDE = 2 * CELL_PADDING + 1;
/** A column is made this wide for a long word at most: a web address breaks all the same. Points. */
const WIDEST_WORD = 110;
/** The longest words of a column are measured: a year has thousands of rows. */
const MEASURED = 5;

const wordsOf = (text: string): readonly string[] => text.split(/\s+/);

/**
 * The widths of a table's columns: by how much text each has, within reason, so that no word of a heading is broken, and
 * no usual one of a cell.
 * @param widthOf of a word @param width of the page @returns together the width of the page
 */
export const widthsOf = (
  { columns, rows }: Table,
  widthOf: (word: string, isHeading: boolean) => number,
  width: number,
): number[] => {
  const least = columns.map((name, n) => {
    const cells = longestOf(rows.flatMap((row) => wordsOf(row[n] ?? "")));
    return (
      BESIDE +
      Math.max(
        ...wordsOf(name).map((word) => widthOf(word, true)),
        ...cells.map((word) => Math.min(WIDEST_WORD, widthOf(word, false))),
      )
    );
  });
  const needed = sum(least);
  if (needed >= width) return least.map((one) => (one / needed) * width);
  const weights = columns.map((name, n) => {
    const longest = Math.max(name.length, ...rows.map((row) => row[n]?.length ?? 0));
    return Math.min(60, Math.max(9, longest));
  });
  return shared(least, weights, width);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const longestOf = (words: readonly string[]): readonly string[] =>
  [...new Set(words)].toSorted((a, b) => b.length - a.length).slice(0, MEASURED);

/** Those that would get less than they need get just that; the others share the rest by weight. */
const shared = (least: readonly number[], weights: readonly number[], width: number): number[] => {
  let narrow = new Set<number>();
  for (;;) {
    const rest = width - sum(least.filter((_one, n) => narrow.has(n)));
    const open = sum(weights.filter((_one, n) => !narrow.has(n)));
    const widths = weights.map((one, n) => (narrow.has(n) ? (least[n] ?? 0) : (one / open) * rest));
    const next = new Set(widths.flatMap((one, n) => (narrow.has(n) || one < (least[n] ?? 0) ? [n] : [])));
    if (next.size === narrow.size) return widths;
    narrow = next;
  }
};

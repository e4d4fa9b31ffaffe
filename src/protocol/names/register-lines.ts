import { parse } from "csv-parse/sync";
import { defined } from "../defined.ts";
import type { Row } from "./register-columns.ts";
import { NAMING, useOfHeading } from "./register-headings.ts";

/** Names and titles fill a fraction of this; a longer line is no list of names. */
export const LONGEST_LINE = 2_000;
/** Lines with text on them: a register and all that an export writes around it. */
export const MOST_LINES = 1_500;
const MOST_CELLS = 201;
/** Titles stand above the headings: below at most this many lines, the headings say what separates columns. */
const MOST_TITLES = 8;
/** Line breaks in one cell: an address has a few; an unclosed quotation mark takes in every line after it. */
const MOST_BREAKS = 8;

/** Characters no one sees, from web pages and word processors. Joiners stay: they are letters of some names. */
const UNSEEN = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/**
 * The lines of a list with what stands in their cells; a cell in quotation marks may go over several.
 *
 * @returns `leftFrom`: the first line that was not read, because there are too many
 */
export const rowsOf = (csv: string): { readonly rows: readonly Row[]; readonly leftFrom?: number } => {
  const lines = csv.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const [, said] = /^"?sep=(.)"?$/i.exec(lines[0]?.trim() ?? "") ?? [];
  const separator = said ?? separatorIn(lines);
  const rows: Row[] = [];
  for (let at = said === undefined ? 0 : 1; at < lines.length; at += 1) {
    const line = at + 1;
    const text = wholeLine(lines, at, separator);
    at += text.split("\n").length - 1;
    // Spreadsheets leave lines of nothing but separators below a list.
    if (/^[\s,;|]*$/.test(text)) continue;
    if (rows.length === MOST_LINES) return { rows, leftFrom: line };
    const cells = cellsOf(text, separator)?.map((cell) =>
      cell.normalize("NFC").replace(UNSEEN, "").replace(/\s+/g, " ").trim(),
    );
    rows.push({ line, text, ...defined({ cells }) });
  }
  return { rows };
};

/** What separates the headings where it is no comma; undefined where each line says so itself. */
const separatorIn = (lines: readonly string[]): string | undefined => {
  const first = lines.filter((text) => text.trim() !== "").slice(0, MOST_TITLES + 1);
  const known = (text: string, separator: string): number => {
    const uses = text.split(separator).map((cell) => useOfHeading(cell.replaceAll('"', "")));
    return uses.some((use) => use !== undefined && NAMING.includes(use)) && uses.length > 1
      ? uses.filter((use) => use !== undefined).length
      : 0;
  };
  return ["\t", ";", "|"].find((separator) =>
    first.some((text) => known(text, separator) > known(text, ",")),
  );
};

const separatorOf = (text: string): string => (text.includes("\t") ? "\t" : text.includes(",") ? "," : ";");

/** The line, with those after it where a cell that begins with a quotation mark is closed on one of them. */
const wholeLine = (lines: readonly string[], at: number, said: string | undefined): string => {
  const own = lines[at] ?? "";
  if (!leavesCellOpen(own, said ?? separatorOf(own))) return own;
  let text = own;
  for (const next of lines.slice(at + 1, at + 1 + MOST_BREAKS)) {
    text = `${text}\n${next}`;
    if (text.length > LONGEST_LINE) return own;
    if (isEven(text)) return cellsOf(text, said)?.some((cell) => cell.includes('"')) === false ? text : own;
  }
  return own;
};

const isEven = (text: string): boolean => text.split('"').length % 2 === 1;

/** Whether its last cell begins with a quotation mark, has something after it, and does not end. */
const leavesCellOpen = (text: string, separator: string): boolean => {
  if (isEven(text)) return false;
  const mark = text.lastIndexOf('"');
  const before = text.slice(0, mark).trimEnd();
  const after = text.slice(mark + 1).trimStart();
  return (before === "" || before.endsWith(separator)) && after !== "" && !after.startsWith(separator);
};

const cellsOf = (text: string, said: string | undefined): readonly string[] | undefined => {
  if (text.length > LONGEST_LINE) return undefined;
  const delimiter = said ?? separatorOf(text);
  // A parser for each line is slow, and without quotation marks there is nothing to parse.
  if (!text.includes('"')) return text.split(delimiter).slice(0, MOST_CELLS);
  // An unclosed mark needs no parser to find it: throwing is slow.
  if (!isEven(text)) return undefined;
  try {
    // Amara "Ama" Okafor: within a cell, quotation marks are what a person wrote.
    const [cells = []] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
    }) as readonly (readonly string[])[];
    return cells.slice(0, MOST_CELLS);
  } catch {
    return undefined;
  }
};

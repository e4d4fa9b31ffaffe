import type { AskedColumn, NamedColumns, Row } from "./register-columns.ts";
import {
  adultOfHeading,
  type ColumnUse,
  isAdult,
  isNoName,
  NAMING,
  useOfHeading,
} from "./register-headings.ts";

export type Headings = { readonly at: number; readonly cells: readonly string[] };

export type Layout = {
  /** Reads one line: the name, and other names from further cells. */
  readonly read: (cells: readonly string[]) => { readonly name: string; readonly also: readonly string[] };
  readonly leftOut: readonly string[];
  readonly unknown: readonly string[];
  /** How many adults a line names that are no pupils, and are not kept. */
  readonly adults: (cells: readonly string[]) => number;
};

/** Titles, the school's name and the date stand above the headings of some exports. */
const MOST_TITLES = 8;
const SAMPLES = 3;

/** The line of headings, where there is one near the top: it says where a name is, or has two known headings. */
export const headingsIn = (rows: readonly Row[]): Headings | undefined => {
  const at = rows.slice(0, MOST_TITLES + 1).findIndex(({ cells = [] }, index) => {
    const uses = cells.map(useOfHeading);
    const naming = uses.filter((use) => use !== undefined && NAMING.includes(use)).length;
    const known = uses.filter((use) => use !== undefined).length;
    return known > 1 || (naming > 0 && (cells.length > 1 || rows.slice(0, index).every(isTitle)));
  });
  const cells = rows[at]?.cells;
  return cells === undefined ? undefined : { at, cells };
};

/** "Oakfield Primary School", "4 Willow", "Printed 24/11/2026": a title, where the heading below is a single word. */
const isTitle = ({ text }: Row): boolean =>
  /\d|\b(class|form|group|register|list|school|primary|academy|year|pupils|export|report|printed)\b/i.test(
    text,
  );

/** "Total pupils: 28", "Page 1 of 2", "Printed 24/11/2026": below the names, with no name beside it. */
export const isFooter = ([first = "", ...rest]: readonly string[]): boolean =>
  rest.every((cell) => cell === "" || isNoName(cell)) &&
  /^((grand |sub-?)?total|count|number of|page \d|printed|generated|exported|report|end of|\d+ (pupils|students|children|records|rows))\b/i.test(
    first,
  ) &&
  (/\d/.test(first) || /:\s*$|^end of/i.test(first) || rest.some((cell) => /\d/.test(cell)));

/** Where names stand: as a person said, by the headings, or by position; else what to ask. */
export const layoutOf = (
  headings: Headings | undefined,
  body: readonly Row[],
  columns: NamedColumns | undefined,
): Layout | { readonly ask: readonly AskedColumn[] } => {
  if (columns !== undefined) return saidLayout(columns, headings);
  if (headings !== undefined) {
    const uses = headings.cells.map(useOfHeading);
    const has = (use: ColumnUse): boolean => uses.includes(use);
    return has("name") || has("forename") || has("preferred forename") || has("surname")
      ? headedLayout(headings.cells, uses)
      : { ask: askedColumns(body, headings.cells) };
  }
  return isAmbiguous(body) ? { ask: askedColumns(body, []) } : PLAIN;
};

const PLAIN: Layout = {
  read: ([name = "", ...also]) => ({ name: inOrder(name), also }),
  leftOut: [],
  unknown: [],
  adults: () => 0,
};

/** An adult whose name stands in two columns is one. */
const adultsUnder = (headings: readonly string[]): Layout["adults"] => {
  const whose = headings.map(adultOfHeading);
  return (cells) =>
    new Set(cells.flatMap((cell, at) => (cell === "" || whose[at] === undefined ? [] : [whose[at]]))).size;
};

const saidLayout = (columns: NamedColumns, headings: Headings | undefined): Layout => {
  const named = "name" in columns ? [columns.name] : [columns.forename, columns.surname];
  const rest = (headings?.cells ?? []).filter((cell, at) => cell !== "" && !named.includes(at));
  return {
    read: (cells) => ({ name: inOrder(named.map((at) => cells[at] ?? "").join(" ")), also: [] }),
    leftOut: headings === undefined ? ["the other columns"] : rest,
    unknown: [],
    adults:
      headings === undefined
        ? (cells) => cells.filter((cell, at) => !named.includes(at) && isAdult(cell)).length
        : adultsUnder(headings.cells),
  };
};

const headedLayout = (headings: readonly string[], uses: readonly (ColumnUse | undefined)[]): Layout => {
  const at = (use: ColumnUse): number => uses.indexOf(use);
  const cell = (cells: readonly string[], use: ColumnUse): string => cells[at(use)] ?? "";
  const those = (wanted: ColumnUse | undefined): readonly string[] =>
    headings.filter((heading, index) => heading !== "" && uses[index] === wanted);
  return {
    read: (cells) => {
      const forename = cell(cells, "forename");
      const surname = cell(cells, "surname");
      const given = cell(cells, "preferred forename");
      const family = cell(cells, "preferred surname");
      const whole = inOrder(cell(cells, "name"));
      const parts = joined(forename === "" ? given : forename, surname === "" ? family : surname);
      const name = whole === "" ? parts : whole;
      const preferred = given === "" && family === "" ? "" : joined(given || forename, family || surname);
      const also = cells.filter((_, index) => uses[index] === "also");
      // "Known as" may hold a whole name.
      const known = given.includes(" ") ? given : preferred;
      return { name, also: [known === name ? "" : known, ...also] };
    },
    leftOut: [...those("left out"), ...those(undefined).filter(isOfAdult)],
    unknown: those(undefined).filter((heading) => !isOfAdult(heading)),
    adults: adultsUnder(headings),
  };
};

const isOfAdult = (heading: string): boolean => adultOfHeading(heading) !== undefined;

const joined = (given: string, family: string): string => `${given} ${family}`.trim();

/** "Adeyemi, Amara" in one cell is Amara Adeyemi. */
const inOrder = (name: string): string => {
  const [family = "", given = "", ...more] = name.split(",").map((part) => part.trim());
  return given === "" || more.length > 0 ? name : `${given} ${family}`;
};

/**
 * Without headings: several lines begin alike and go on differently (siblings under their surname), or every line is
 * two single words, which may be a surname and a forename.
 */
const isAmbiguous = (body: readonly Row[]): boolean => {
  const lines = body.flatMap(({ cells }) => (cells === undefined ? [] : [cells]));
  const several = lines.filter(([, second = ""]) => second !== "" && !isNoName(second));
  const firsts = several.map(([first = ""]) => first.toLowerCase());
  const single = firsts.filter(isOneWord);
  const alike = new Set(single).size < single.length;
  const words = several.filter(([first = "", second = ""]) => isOneWord(first) && isOneWord(second));
  return alike || (lines.length >= 3 && words.length === lines.length);
};

const isOneWord = (text: string): boolean => text !== "" && !/[\s;]/.test(text);

const askedColumns = (body: readonly Row[], headings: readonly string[]): readonly AskedColumn[] => {
  const lines = body.flatMap(({ cells }) => (cells === undefined ? [] : [cells]));
  const width = Math.max(0, headings.length, ...lines.map((cells) => cells.length));
  return Array.from({ length: width }, (_, column) => {
    const heading = headings[column] ?? "";
    const samples = lines.map((cells) => cells[column] ?? "").filter((cell) => cell !== "");
    return { column, ...(heading === "" ? {} : { heading }), samples: samples.slice(0, SAMPLES) };
  });
};

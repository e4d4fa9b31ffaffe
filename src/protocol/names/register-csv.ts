import type { AskedColumn, NamedColumns, Row } from "./register-columns.ts";
import { isNoName } from "./register-headings.ts";
import { headingsIn, isFooter, type Layout, layoutOf } from "./register-layout.ts";
import { LONGEST_LINE, MOST_LINES, rowsOf } from "./register-lines.ts";

export type CsvPupil = { readonly name: string; readonly also: readonly string[] };
export type BadLine = { readonly line: number; readonly text: string; readonly why: string };

export type CsvRegister = {
  readonly pupils: readonly CsvPupil[];
  readonly bad: readonly BadLine[];
  /** Lines that are no pupils: titles, headings, totals. */
  readonly passedOver: number;
  /** What the file had and we do not keep: its headings, or in words. */
  readonly leftOut: readonly string[];
  /** Adults named beside the pupils, who are not kept; absent where there is none. */
  readonly adults?: number;
  /** Columns whose headings are not known: left out unless a person says that they hold names. */
  readonly unknown: readonly string[];
  /** The name's column cannot be told: nothing is taken until a person says which it is. */
  readonly ask?: readonly AskedColumn[];
};

const LONGEST_NAME = 80;
const MOST_PUPILS = 400;
/** At most so many unusable lines are listed; of the others only the number is given. */
const MOST_BAD = 200;
/** "Zoë" and "O’Neill" as UTF-8 that another program took for Windows-1252, and saved so. */
const READ_WRONGLY = /[ÂÃÄÅ][\u0080-\u00BF\u0152-\u017E\u2013-\u203A\u20AC\u2122]|â€|\u00E2\u0080/u;
const NO_NAMES = "dates, numbers and class codes";

/**
 * Reads a register as schools' systems export it: columns by their headings wherever they stand, under title lines;
 * or, without headings, the pupil's name first and then other names they may appear under (one a column, or several
 * with semicolons). Birth dates, UPNs, classes and the like are never kept. Where it cannot be told which column is
 * the name, `ask` says what stands in each. A line that cannot be used is named, never dropped in silence.
 * @param csv text, separated by commas, semicolons, tabs or bars; `sep=;` first is understood
 * @param columns what a person said to `ask`
 */
export const readRegisterCsv = (csv: string, columns?: NamedColumns): CsvRegister => {
  const other = otherFile(csv);
  if (other !== undefined) return { pupils: [], bad: [other], passedOver: 0, leftOut: [], unknown: [] };
  const { rows, leftFrom } = rowsOf(csv);
  const headings = headingsIn(rows);
  const below = headings === undefined ? rows : rows.slice(headings.at + 1);
  // On each page of a printed list the headings and the totals stand again.
  const body = below.filter(
    ({ cells }) =>
      cells === undefined || (cells.join("\t") !== headings?.cells.join("\t") && !isFooter(cells)),
  );
  const passedOver = rows.length - body.length;
  const layout = layoutOf(headings, body, columns);
  if ("ask" in layout) return { pupils: [], bad: [], passedOver, leftOut: [], unknown: [], ask: layout.ask };
  const { pupils, bad, strange } = pupilsIn(body, layout);
  const adults = body.reduce((sum, { cells = [] }) => sum + layout.adults(cells), 0);
  const leftOut = [...layout.leftOut, ...(strange ? [NO_NAMES] : [])];
  return {
    pupils,
    bad: told(bad, leftFrom),
    passedOver,
    leftOut,
    unknown: layout.unknown,
    ...(adults === 0 ? {} : { adults }),
  };
};

/** A file of another kind, whatever its name ends with: by how such files begin, or a byte that no text has. */
const otherFile = (csv: string): BadLine | undefined => {
  if (WORKBOOKS.some((begins) => csv.startsWith(begins))) return { line: 1, text: "", why: WORKBOOK };
  return csv.includes("\0") || /^%PDF-|^\{\\rtf|^\s*<(!doctype|html|\?xml)\b/i.test(csv)
    ? { line: 1, text: "", why: NO_LIST }
    : undefined;
};

/** Of now and of before 2007. A short one has so many empty bytes that it is taken for UTF-16. */
const WORKBOOKS = ["PK\u0003\u0004", "\u4B50\u0403", "\u00D0\u00CF\u0011\u00E0"];
const WORKBOOK = "This is an Excel or Word file. Open it there, choose Save as, and save it as CSV.";
const NO_LIST = "This file is not a list of pupils. Save the list as CSV, and choose that file.";

/** Nothing is left out in silence, and no answer is longer than a person reads. */
const told = (bad: readonly BadLine[], leftFrom: number | undefined): readonly BadLine[] => {
  const [next, ...more] = bad.slice(MOST_BAD);
  return [
    ...bad.slice(0, MOST_BAD),
    ...(next === undefined
      ? []
      : [{ line: next.line, text: "", why: `This line and ${more.length} more cannot be used.` }]),
    ...(leftFrom === undefined
      ? []
      : [
          {
            line: leftFrom,
            text: "",
            why: `This line and those below it were not read. A list holds at most ${MOST_LINES} lines.`,
          },
        ]),
  ];
};

const pupilsIn = (
  body: readonly Row[],
  layout: Layout,
): { readonly pupils: readonly CsvPupil[]; readonly bad: readonly BadLine[]; readonly strange: boolean } => {
  const pupils: CsvPupil[] = [];
  const bad: BadLine[] = [];
  const seen = new Set<string>();
  let strange = false;
  for (const { line, text, cells } of body) {
    if (cells === undefined) {
      bad.push({ line, text: text.slice(0, LONGEST_LINE), why: whyUnread(text) });
      continue;
    }
    const { name, also } = layout.read(cells);
    const why = whyNot(name, seen, pupils.length);
    if (why !== undefined) {
      bad.push({ line, text, why });
      continue;
    }
    seen.add(name.toLowerCase());
    const names = also.flatMap((cell) => cell.split(";")).map((cell) => cell.trim());
    strange ||= names.some((cell) => cell !== "" && isNoName(cell));
    pupils.push({ name, also: names.filter((cell) => cell !== "" && cell !== name && !isNoName(cell)) });
  }
  return { pupils, bad, strange };
};

const whyUnread = (text: string): string =>
  text.length > LONGEST_LINE
    ? `The line is longer than ${LONGEST_LINE} characters.`
    : "A quotation mark is not closed.";

const whyNot = (name: string, seen: ReadonlySet<string>, count: number): string | undefined => {
  if (name === "") return "There is no name in the first column.";
  if (/\uFFFD|\p{Cc}/u.test(name) || READ_WRONGLY.test(name))
    return "A letter in it cannot be read. Type the name as it should be.";
  if (!/\p{L}/u.test(name)) return "The name has no letters.";
  if (name.length > LONGEST_NAME) return `The name is longer than ${LONGEST_NAME} characters.`;
  if (seen.has(name.toLowerCase()))
    return "This pupil is on the list already. Add a middle name to tell two apart.";
  if (count >= MOST_PUPILS) return `A register holds at most ${MOST_PUPILS} pupils.`;
  return undefined;
};

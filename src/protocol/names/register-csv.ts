import { parse } from "csv-parse/sync";

export type CsvPupil = { readonly name: string; readonly also: readonly string[] };
export type BadLine = { readonly line: number; readonly text: string; readonly why: string };

const LONGEST_NAME = 80;
const MOST_PUPILS = 400;
const HEADINGS = new Set(["name", "pupil", "pupil name", "child", "full name"]);

/**
 * Reads a register from CSV: the pupil's name first, then any other names they may appear under (one
 * a column, or several with semicolons). A first line of headings is passed over. A line that cannot
 * be used is named, never dropped in silence.
 * @param csv text, separated by commas, semicolons or tabs
 */
export const readRegisterCsv = (
  csv: string,
): { readonly pupils: readonly CsvPupil[]; readonly bad: readonly BadLine[] } => {
  const pupils: CsvPupil[] = [];
  const bad: BadLine[] = [];
  const seen = new Set<string>();
  let first = true;
  const lines = csv.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  lines.forEach((text, at) => {
    const line = at + 1;
    if (text.trim() === "") return;
    const mayBeHeadings = first;
    first = false;
    const cells = cellsOf(text);
    if (cells === undefined) {
      bad.push({ line, text, why: "A quotation mark is not closed." });
      return;
    }
    const [name = "", ...rest] = cells.map((cell) => cell.replace(/\s+/g, " ").trim());
    if (mayBeHeadings && HEADINGS.has(name.toLowerCase())) return;
    const why = whyNot(name, seen, pupils.length);
    if (why !== undefined) {
      bad.push({ line, text, why });
      return;
    }
    seen.add(name.toLowerCase());
    const also = rest
      .flatMap((cell) => cell.split(";"))
      .map((cell) => cell.trim())
      .filter((cell) => cell !== "");
    pupils.push({ name, also });
  });
  return { pupils, bad };
};

const cellsOf = (text: string): readonly string[] | undefined => {
  const delimiter = text.includes("\t") ? "\t" : text.includes(",") ? "," : ";";
  try {
    return parse(text, { delimiter, relax_column_count: true, trim: true })[0] ?? [];
  } catch {
    return undefined;
  }
};

const whyNot = (name: string, seen: ReadonlySet<string>, count: number): string | undefined => {
  if (name === "") return "There is no name in the first column.";
  if (!/\p{L}/u.test(name)) return "The name has no letters.";
  if (name.length > LONGEST_NAME) return `The name is longer than ${LONGEST_NAME} characters.`;
  if (seen.has(name.toLowerCase()))
    return "This pupil is on the list already. Add a middle name to tell two apart.";
  if (count >= MOST_PUPILS) return `A register holds at most ${MOST_PUPILS} pupils.`;
  return undefined;
};

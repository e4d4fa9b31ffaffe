import { stringify } from "csv-stringify/sync";
import type { Document } from "../../protocol/export/document.ts";

/**
 * A document as one table: the first column says which section a row is of. Begins with a byte order mark, so
 * that Excel reads names as they are written, and no cell can be taken for a formula.
 */
export const writeCsv = (document: Document): string =>
  stringify(
    [
      [document.title],
      ...document.intro.map((line) => [line]),
      ...document.sections.flatMap(({ heading, lines = [], table }) => [
        ...lines.map((line) => [heading, line]),
        ...(table === undefined
          ? []
          : [[heading, ...table.columns], ...table.rows.map((row) => [heading, ...row])]),
      ]),
    ].map((row) => row.map(harmless)),
    { bom: true, record_delimiter: "windows", quoted: true },
  );

/** Text that a spreadsheet would take for a formula, also after blanks and in full width, is marked as text. */
const harmless = (cell: string): string => {
  const text = cell.replace(/\r\n?/g, "\n");
  return /^\s*[=+\-@＝＋－＠]|^\t/u.test(text) ? `'${text}` : text;
};

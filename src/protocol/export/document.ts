/**
 * A document for people outside Lesson Guard, as plain text in reading order, with names. It does not know how it
 * is printed (PDF) or laid out (CSV).
 */
export type Document = {
  readonly title: string;
  /** Stands at the foot of each page; "" or left out where it has no name. */
  readonly school?: string;
  /** Sentences under the title: what this is, who made it, what for. */
  readonly intro: readonly string[];
  readonly sections: readonly Section[];
};

export type Section = {
  readonly heading: string;
  /** Paragraphs; a line break within one is kept. */
  readonly lines?: readonly string[];
  readonly table?: Table;
};

export type Table = {
  readonly columns: readonly string[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly string[])[];
};

/** A table, or a sentence where it would be empty. */
export const tableOr = (
  heading: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  otherwise: string,
): Section => (rows.length === 0 ? { heading, lines: [otherwise] } : { heading, table: { columns, rows } });

/** What every export is made with: when, in which time zone, for which school. */
export type ExportAround = { readonly now: string; readonly timeZone: string; readonly school: string };

/** Which columns (from 0) hold the name, as a person said. */
export type NamedColumns =
  | { readonly name: number }
  | { readonly forename: number; readonly surname: number };

/** A column that a person is asked about, with what stands in it. */
export type AskedColumn = {
  readonly column: number;
  readonly heading?: string;
  readonly samples: readonly string[];
};

/** A line of the file, numbered as an editor does, and its cells; none where a quotation mark is open. */
export type Row = { readonly line: number; readonly text: string; readonly cells?: readonly string[] };

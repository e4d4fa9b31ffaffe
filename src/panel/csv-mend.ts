/** A line of a register that could not be read. `line` counts from 1, as an editor does. */
export type BadLine = { readonly line: number; readonly text: string; readonly why: string };

/** The file with some of its lines replaced; all others stay as they were, line ends included. */
export const mendLines = (csv: string, mended: ReadonlyMap<number, string>): string =>
  csv
    .split("\n")
    .map((text, index) => {
      const better = mended.get(index + 1);
      return better === undefined ? text : `${better}${text.endsWith("\r") ? "\r" : ""}`;
    })
    .join("\n");

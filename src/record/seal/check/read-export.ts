import { isUtf8 } from "node:buffer";
import { ExportLine, type LineOf } from "../export-lines.ts";
import { type Finding, failed } from "./finding.ts";

/** An export taken apart. Nothing in it has been checked but its spelling. */
export type ReadExport = {
  readonly header: LineOf<"export">;
  /** In the order of the file. */
  readonly events: ReadonlyMap<string, readonly LineOf<"event">[]>;
  readonly heads: readonly LineOf<"head">[];
  readonly seals: readonly LineOf<"seal">[];
  readonly trees: readonly LineOf<"tree">[];
  readonly proofs: readonly LineOf<"proof">[];
  /** One for each line that is not as an export's lines are. */
  readonly unreadable: readonly Finding[];
};

/** @returns a finding where this is no export at all */
export const readExport = (bytes: Uint8Array): ReadExport | Finding => {
  const unreadable: Finding[] = [];
  const lines: ExportLine[] = [];
  for (const [index, line] of linesOf(bytes).entries()) {
    const read = lineOf(line);
    if (read === undefined)
      unreadable.push(failed(`line ${index + 1} is not a line of an export: changed or broken`));
    else lines.push(read);
  }
  const [header] = lines;
  if (header?.line !== "export" || unreadable[0]?.say.startsWith("line 1 ")) {
    return failed("this file is no export of a record: its first line does not say so");
  }
  const only = <Kind extends ExportLine["line"]>(kind: Kind): readonly LineOf<Kind>[] =>
    lines.filter((one): one is LineOf<Kind> => one.line === kind);
  if (only("export").length > 1) unreadable.push(failed("two exports stand in one file"));
  return {
    header,
    events: Map.groupBy(only("event"), ({ stream }) => stream),
    heads: only("head"),
    seals: only("seal"),
    trees: only("tree"),
    proofs: only("proof"),
    unreadable,
  };
};

const linesOf = (bytes: Uint8Array): readonly Uint8Array[] => {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end;
    if (to > from) lines.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return lines;
};

/** Each line by itself: one with bytes that are no text must not spoil the others. */
const lineOf = (bytes: Uint8Array): ExportLine | undefined => {
  if (!isUtf8(bytes)) return undefined;
  try {
    const read = ExportLine.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    return read.success ? read.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

import { commitmentTo, hashOf } from "../../../src/record/log/chain.ts";
import type { ExportLine, LineOf } from "../../../src/record/seal/export-lines.ts";

export const isEventOf =
  (stream: string) =>
  (line: ExportLine): line is LineOf<"event"> =>
    line.line === "event" && line.stream === stream;

export const linkOf = ({
  stream,
  version,
  type,
  schema,
  at,
  data,
  commitment,
  previous,
}: LineOf<"event">) => ({
  stream,
  version,
  type,
  schema,
  at,
  data,
  commitment,
  previous,
});

export const headsMoved = (lines: readonly object[], stream: string, length: number, hash: string) =>
  lines.map((line) =>
    "line" in line && line.line === "head" && "stream" in line && line.stream === stream
      ? { ...line, length, hash }
      : line,
  );

/** What a person writes who can put the head right, too. */
export const cutAfter = (
  lines: readonly ExportLine[],
  stream: string,
  version: number,
): readonly object[] => {
  const kept = lines.filter((line) => !(isEventOf(stream)(line) && line.version > version));
  const last = kept.findLast(isEventOf(stream));
  if (last === undefined) return kept.filter((line) => !(line.line === "head" && line.stream === stream));
  return headsMoved(kept, stream, version, last.hash);
};

/** Another payload, with commitments, digests and head all made to fit. */
export const rewritten = (
  lines: readonly ExportLine[],
  stream: string,
  version: number,
  personal: { readonly [name: string]: string },
): readonly object[] => {
  let previous: string | null = null;
  let length = 0;
  const made = lines.map((line): object => {
    if (!isEventOf(stream)(line)) return line;
    const { salt } = line;
    const own =
      line.version === version && salt !== undefined
        ? { personal, commitment: commitmentTo(personal, salt) }
        : {};
    const event = { ...line, ...own, previous };
    const hash: string = hashOf(linkOf(event));
    previous = hash;
    length = line.version;
    return { ...event, hash };
  });
  return headsMoved(made, stream, length, String(previous));
};

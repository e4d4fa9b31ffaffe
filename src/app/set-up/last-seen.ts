import type { Line } from "../preflight/line.ts";

/** What of an earlier look counts here. */
type Before = { readonly at: string; readonly mark?: string; readonly lines: readonly Line[] };

/**
 * Lines of a look, those that were late with what was last seen of them. It counts only with the settings of now.
 * @param before the look before this one
 */
export const withLast = (
  lines: readonly Line[],
  mark: string,
  before: Before | undefined,
): readonly Line[] => {
  if (before === undefined || before.mark !== mark) return lines;
  return lines.map((line) => {
    const was = before.lines.find(({ id }) => id === line.id);
    if (line.late === undefined || was === undefined) return line;
    if (was.late !== undefined) return was.last === undefined ? line : { ...line, last: was.last };
    return was.state === "grey" && was.optional === undefined
      ? line
      : { ...line, last: { state: was.state, says: was.says, at: before.at } };
  });
};

const isLeft = ({ state, optional }: Line): boolean => state !== "green" && !(optional && state === "grey");

/** All that is left of these lines is an answer, and each was right when it was last seen. */
export const onlyAwaits = (lines: readonly Line[], alsoAmber = false): boolean => {
  const left = lines.filter((line) => isLeft(line) && !(alsoAmber && line.state === "amber"));
  return (
    left.length > 0 &&
    left.every(({ last }) => last?.state === "green" || (alsoAmber && last?.state === "amber"))
  );
};

/** That an answer is missing, in place of the state's own word; undefined where none is, or something is known to be wrong. */
export const lateWords = (lines: readonly Line[]): string | undefined => {
  const isLate = lines.some(({ late, optional }) => late !== undefined && optional === undefined);
  if (!isLate || lines.some(({ state }) => state === "red")) return undefined;
  return onlyAwaits(lines) ? "Not known just now. Done when last seen" : "Not known just now";
};

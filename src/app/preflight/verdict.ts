import { isReady, type Line } from "./line.ts";

/** What no look can see, as Microsoft lets no program read it: it stands wherever a school is called ready. */
export const NOT_SEEN =
  "Not seen by Lesson Guard: the meeting policy of step 7. Look at it once in the Teams admin centre.";

/** The sentence under a school's lines, as the command prints it. */
export const verdictOn = (lines: readonly Line[], notSeen = NOT_SEEN): string => {
  if (isReady(lines)) return `Ready for lessons. ${notSeen}`;
  const red = lines.filter(({ state }) => state === "red").length;
  if (red === 0) return "Not ready for lessons: nothing is red, but not all that lessons need has been seen.";
  return `Not ready for lessons: ${red} ${red === 1 ? "line is" : "lines are"} red.`;
};

/** The command's exit code: 0 only where each school is ready, and there is one. */
export const exitCodeFor = (schools: readonly { readonly lines: readonly Line[] }[]): 0 | 1 =>
  schools.length > 0 && schools.every(({ lines }) => isReady(lines)) ? 0 : 1;

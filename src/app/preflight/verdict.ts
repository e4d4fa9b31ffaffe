import { isReady, type Line } from "./line.ts";

/** What lessons need and no look can see, as Microsoft lets no program read it. */
const UNSEEN = {
  availability: { what: "who may have the app", step: 4 },
  policy: { what: "the meeting policy", step: 7 },
} as const;
export type Unseen = keyof typeof UNSEEN;

/** A person who looked, and the day ("2026-11-24"). */
type Word = { readonly by: string; readonly on: string };

/**
 * Stands wherever a school is called ready.
 * @param wordOn who says that they looked; undefined where no one does, or it is too long ago
 */
export const notSeenWords = (wordOn: (what: Unseen) => Word | undefined): string => {
  const all = (Object.keys(UNSEEN) as readonly Unseen[]).map((id) => ({ ...UNSEEN[id], word: wordOn(id) }));
  const names = all.map(({ what, step }) => `${what} (step ${step})`);
  const looked = all.flatMap(({ what, word }) =>
    word === undefined ? [] : [`${word.by} looked at ${what} on ${word.on}.`],
  );
  const open = all.filter(({ word }) => word === undefined).map(({ what }) => what);
  const ask =
    open.length === 0
      ? []
      : [`Look once at ${open.length === all.length ? "both" : open.join()} in the Teams admin centre.`];
  return [`Not seen by Lesson Guard: ${names.join(", and ")}.`, ...looked, ...ask].join(" ");
};

export const NOT_SEEN = notSeenWords(() => undefined);

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

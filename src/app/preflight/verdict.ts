import { isReady, type Line } from "./line.ts";

/** What lessons need and no look can see, as Microsoft lets no program read it. */
const UNSEEN = {
  staff: {
    what: "who of the group of staff is no pupil",
    looked: "the people of the group of staff",
    step: 3,
  },
  availability: { what: "who may have the app", looked: "who may have the app", step: 4 },
  policy: { what: "the meeting policy", looked: "the meeting policy", step: 7 },
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
  const words = all.flatMap(({ looked, word }) =>
    word === undefined ? [] : [`${word.by} looked at ${looked} on ${word.on}.`],
  );
  const open = all.filter(({ word }) => word === undefined);
  const ask =
    open.length === 0
      ? []
      : [`Look once at ${listed(open.map(({ looked }) => looked))}: the page Set-up says how.`];
  return [`Not seen by Lesson Guard: ${listed(names)}.`, ...words, ...ask].join(" ");
};

const listed = (all: readonly string[]): string =>
  all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;

export const NOT_SEEN = notSeenWords(() => undefined);

/** The sentence under a school's lines, as the command prints it. */
export const verdictOn = (lines: readonly Line[], notSeen = NOT_SEEN): string => {
  if (isReady(lines)) {
    const amber = lines.filter(({ state }) => state === "amber").length;
    return `Ready for lessons${amber === 0 ? "" : `, with ${amber} to look at`}. ${notSeen}`;
  }
  const red = lines.filter(({ state }) => state === "red").length;
  if (red === 0) return "Not ready for lessons: nothing is red, but not all that lessons need has been seen.";
  return `Not ready for lessons: ${red} ${red === 1 ? "line is" : "lines are"} red.`;
};

/** The command's exit code: 0 only where each school is ready, and there is one. */
export const exitCodeFor = (schools: readonly { readonly lines: readonly Line[] }[]): 0 | 1 =>
  schools.length > 0 && schools.every(({ lines }) => isReady(lines)) ? 0 : 1;

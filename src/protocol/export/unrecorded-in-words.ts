import type { Lesson } from "../lesson/state.ts";
import type { WhyUnrecorded } from "../lesson/unrecorded-state.ts";
import type { Moments } from "../time/moments.ts";

/** What an export says of a child without a parent and without a recording. */
export const UNRECORDED_IN_WORDS: { readonly [Why in WhyUnrecorded]: string } = {
  told: "The parent had been told of a recording, and Teams showed none.",
  stopped: "The recording had stopped, and the parent was not there.",
  "parent left": "The parent had left, and no answer was noted.",
  "not told": "The parent could not stay, and was not told of a recording.",
  postponed: "There was to be no recording, and the lesson had not been ended.",
};

/** Each time that staff were told that a child was without a parent and without a recording. */
export const unrecordedIn = ({ unrecorded }: Lesson, { minute }: Moments): string =>
  unrecorded
    .map(({ from, at, why, overAt }) => {
      const until = overAt === undefined ? "" : ` to ${minute(overAt)}`;
      return `${minute(from)}${until}: ${lower(UNRECORDED_IN_WORDS[why])} Staff were to be told at ${minute(at)}.`;
    })
    .join(" ");

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

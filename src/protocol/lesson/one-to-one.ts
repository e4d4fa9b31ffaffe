import { END_BY_HAND, whyNoRemoval } from "./doors.ts";
import type { ButtonName } from "./presses.ts";
import type { Lesson } from "./state.ts";
import { isInZoom } from "./zoom.ts";

export const isOneToOne = ({ kind }: Pick<Lesson, "kind">): boolean => kind === "one-to-one";

/** Whose cameras and mics are meant: staff keep theirs. */
export const whose = (lesson: Pick<Lesson, "kind">): string =>
  isOneToOne(lesson) ? "the family's" : "families'";

/** What the record calls the times in which no staff were seen inside. */
export const withoutStaffTitle = (lesson: Pick<Lesson, "kind">): string =>
  `${isOneToOne(lesson) ? "Child" : "Pupils"} inside without staff`;

/** Said before the lesson, wherever a one-to-one is (S4, S5). */
export const ONE_TO_ONE_AHEAD =
  "At the start, ask the parent to stay in the room. If they cannot, Lesson Guard gives you the words to say before anything is recorded.";

export const HOW_TO_RECORD =
  "Start it in Teams: ⋯ More → Record and transcribe → Start recording. Start no transcription.";

export const STOP_RECORDING = "⋯ More → Stop recording and transcription.";
export const HOW_TO_STOP = `In Teams: ${STOP_RECORDING}`;

/** A recording does not end with the lesson, but with the meeting: staff stop it. */
export const STOP_FIRST = `First stop the recording. ${HOW_TO_STOP}`;

const POSTPONED = "No recording, so the lesson is postponed. Say goodbye, then";

/** No recording, so no lesson (S5): how it is ended. Where no one can be removed, in Teams. */
export const postponeWords = (lesson: Lesson): string =>
  whyNoRemoval(lesson) === undefined
    ? `${POSTPONED} press End lesson: no one is alerted.`
    : `${POSTPONED} end it: ${inTeams(END_BY_HAND)}`;

/** S4: what helps while the parent is away. @returns "" where it is so already, or Pause is pressed in Zoom */
export const pauseMeanwhile = (lesson: Pick<Lesson, "phase" | "zoom">): string =>
  lesson.phase === "paused" || isInZoom(lesson) ? "" : " Pause turns mics and cameras off meanwhile.";

/** After words of a sentence. */
const inTeams = (sentence: string): string => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

/** Titles for a single child: there are no others. */
export const ONE_TO_ONE_TITLES: { readonly [Name in ButtonName]?: string } = {
  "all-others-fine": "All fine",
  "names-match": "The name matches",
  "cameras-off": "The family's cameras off",
  "mics-off": "The family's mics off",
};

import { defined } from "../defined.ts";
import type { Lesson } from "../lesson/state.ts";
import type { Proof } from "./view.ts";

/**
 * What staff press in Teams where Lesson Guard cannot hold the room (C4, C7): only what its phase needs. Locking a
 * meeting too soon locks out families who are still to come; in a lesson where families may speak, no one is muted.
 */
const HOLD: { readonly [P in Lesson["phase"]]: (mics: boolean) => string } = {
  planned: () => "Nothing to press yet. When the lesson starts: in Teams press People, then Mute all.",
  arrival: () => "In Teams press People, then Mute all. Once everyone has come: Lock the meeting.",
  live: (mics) => `In Teams press People, then Lock the meeting${mics ? "" : " and Mute all"}.`,
  paused: () => "In Teams press People, then Lock the meeting and Mute all.",
  shut: () => "In Teams press People, then Lock the meeting and Mute all.",
  over: () => "",
};

/** What is so, and what to press meanwhile: a screen with an instruction of its own leaves out the second part. */
export const byHand = (lesson: Lesson, state: Proof["state"], fact: string, at?: string): Proof => ({
  state,
  sentence: `${fact} ${HOLD[lesson.phase](lesson.opened.mics)}`.trim(),
  fact,
  ...defined({ at }),
});

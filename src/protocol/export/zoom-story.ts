import type { Lesson } from "../lesson/state.ts";
import type { ZoomEvent, ZoomStep } from "../lesson/zoom-events.ts";
import type { Moments } from "../time/moments.ts";
import type { Names, Teller } from "./names.ts";

const STEP_IN_WORDS: { readonly [S in ZoomStep]: string } = {
  "waiting room": "the waiting room was on",
  lock: "the meeting was locked",
  pause: "it was paused",
  resume: "it went on",
  remove: "a person was removed",
  end: "it was ended for all",
};

/** A lesson in Zoom, told as the word of its staff. */
export const ZOOM_TELLERS: { readonly [T in ZoomEvent["type"]]: Teller<T> } = {
  BegunByHand: ({ data }, names) =>
    data.planned === true
      ? `${names.staff(data.by)} said that the lesson takes place after all.`
      : `${names.staff(data.by)} said that the lesson in Zoom was on.`,
  DoneInZoom: ({ data }, names) => `${names.staff(data.by)} said of Zoom: ${STEP_IN_WORDS[data.step]}.`,
  OverByHand: ({ data }, names) =>
    `${names.staff(data.by)} said that the lesson was over, or did not take place.`,
  PlannedEndPassed: ({ data }) =>
    data.begun === false
      ? "Its planned end had passed, and no one had said that it began: whether it took place is not known. Its staff were asked."
      : "Its planned end had passed. Its staff were asked whether it was over.",
};

/** All that staff said that they did there, with whose word it is. */
export const doneInZoom = ({ zoom }: Lesson, { time }: Moments, names: Names): string => {
  const said = (zoom?.done ?? []).map(
    ({ at, by, step }) => `${STEP_IN_WORDS[step]}, says ${names.staff(by)} ${time(at)}`,
  );
  return said.length === 0 ? "nothing was noted" : said.join("; ");
};

import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import type { ZoomStep } from "../lesson/zoom-events.ts";
import type { ExceptionReason } from "../words.ts";
import { EXCEPTION_STEPS } from "./exception-steps.ts";

/** In Zoom the buttons have other names (B1, B3, B5). */
const IN_ZOOM: Readonly<Partial<Record<ExceptionReason, string>>> = {
  "not a family room":
    "1: in Zoom: Participants → More, beside their name → Stop video. 2: ask them to move to a family room.",
  language: "Mute them in Zoom, then remind everyone who can be heard.",
};

/** What to do about an exception, with the buttons of the platform it is held in. */
export const stepAfter = (lesson: Pick<Lesson, "zoom">, reason: ExceptionReason): string =>
  (isInZoom(lesson) ? IN_ZOOM[reason] : undefined) ?? EXCEPTION_STEPS[reason];

/** One thing that staff press in Zoom, under the name that it has there. */
export type ZoomPress = {
  readonly step: ZoomStep;
  readonly title: string;
  /** What to press in Zoom. */
  readonly how: string;
  /** On the button by which staff say that they did it. */
  readonly did: string;
};

/**
 * Where the names of Zoom's buttons were read, in November 2026; none was pressed.
 * - *Lock meeting*, *Enable waiting room*, *Suspend participant activities*: Zoom's page on security in a meeting
 *   (support.zoom.com, KB0061231). That a second press, *Suspend*, follows, that the meeting is locked by it, and that
 *   each activity is allowed again singly: the help pages of Concordia and Tufts, of an older Zoom.
 * - *Participants*, *More* beside a name, *Stop video*: Zoom's older page on participants (support.zoom.us, 115005759423).
 * - *Remove* in the same place: help pages of schools and universities. Zoom asks once more.
 * - *End*, *End meeting for all*, and that a co-host cannot: pages of others, none of Zoom's.
 */
export const ZOOM_PRESSES: { readonly [S in ZoomStep]: ZoomPress } = {
  "waiting room": {
    step: "waiting room",
    title: "Waiting room",
    how: "In Zoom: Host tools → Enable waiting room. Let in only people whom you expect: Participants → Admit.",
    did: "The waiting room is on",
  },
  lock: {
    step: "lock",
    title: "Lock",
    how: "Once everyone has come. In Zoom: Host tools → Lock meeting.",
    did: "I locked it",
  },
  pause: {
    step: "pause",
    title: "Pause",
    how: "In Zoom: Host tools → Suspend participant activities → Suspend. It switches off video, sound and sharing of everyone, and locks the meeting. Look and listen that it did.",
    did: "I paused it",
  },
  resume: {
    step: "resume",
    title: "Go on",
    how: "In Zoom: Host tools. Allow again what the lesson needs, and take off the lock if a family still has to come in.",
    did: "It goes on",
  },
  remove: {
    step: "remove",
    title: "Remove a person",
    how: "In Zoom: Participants → More, beside their name → Remove. Zoom asks once more.",
    did: "I removed a person",
  },
  end: {
    step: "end",
    title: "End for all",
    how: "In Zoom: End → End meeting for all. Only the host can. If anyone was at risk, press Tell the DSL now.",
    did: "I ended it for all",
  },
};

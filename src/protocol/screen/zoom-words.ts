import { cancelledAt } from "../lesson/cancelled.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom, lastSaid } from "../lesson/zoom.ts";
import type { Said } from "../lesson/zoom-state.ts";
import { clockTime } from "../time/clock-time.ts";
import type { Proof, Standing } from "./view.ts";

/** Said wherever a lesson in Teams would show who is there, or what is set. */
export const CANNOT_SEE_ZOOM = "Lesson Guard cannot see who is in a Zoom meeting, and can set nothing there.";

/** Nothing is ever asked of Zoom, so nothing can be proven. */
export const inZoomProof = ({ phase }: Pick<Lesson, "phase">): Proof => ({
  state: phase === "planned" || phase === "over" ? "none" : "not proven",
  sentence: CANNOT_SEE_ZOOM,
});

/** "Ms Okafor, 10:43": whose word it is. */
export const saidBy = (
  { staffNames }: Pick<Lesson, "staffNames">,
  { at, by }: Said,
  timeZone: string,
): string => `${staffNames[by] ?? "A member of staff"}, ${clockTime(at, timeZone)}`;

/** The state of a lesson in Zoom: whose word it is, and never more. */
export const zoomStanding = (lesson: Lesson, timeZone: string): Standing | undefined => {
  if (!isInZoom(lesson)) return undefined;
  const { phase, zoom } = lesson;
  if (cancelledAt(lesson) !== undefined)
    return {
      state: "done",
      words: `Cancelled${zoom?.over === undefined ? "" : `, says ${saidBy(lesson, zoom.over, timeZone)}`}`,
    };
  if (phase === "planned")
    return zoom?.endPassedAt === undefined
      ? { state: "done", words: "Planned, in Zoom" }
      : { state: "not done", words: "Not known whether it took place" };
  if (phase === "over")
    return {
      state: "done",
      words: zoom?.over === undefined ? "Over" : `Over, says ${saidBy(lesson, zoom.over, timeZone)}`,
    };
  const held = lastSaid(lesson, ["pause", "resume"]);
  return {
    state: "not done",
    words:
      held?.step === "pause"
        ? `Paused in Zoom, says ${saidBy(lesson, held, timeZone)}`
        : "In Zoom, kept by hand",
  };
};

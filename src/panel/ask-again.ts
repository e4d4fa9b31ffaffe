import type { LessonView } from "../protocol/screen/view.ts";
import type { ServerClock } from "./server-clock.ts";

/** While something waits for Teams, the view is asked for this often: the advice changes with time alone. */
export const WAITING_MS = 5_000;
/** A little more than the 2 s after which a step that is not proven counts as late. */
const LATE_MS = 2_100;
/** Added to the moment at which something is due on the server, whose clock is known only roughly. */
const DUE_MS = 500;

/**
 * What Teams has not proven in time is said to be late: the server says so when it is asked again.
 * @param stale when last asked, the server could not show the lesson
 * @returns in how many milliseconds to ask; undefined where nothing changes with time alone
 */
export const askAgainIn = (view: LessonView, stale: boolean, clock: ServerClock): number | undefined => {
  const steps = view.end?.steps.filter(({ step }) => step !== "leave").map(({ proof }) => proof) ?? [];
  const states = [view.doors, ...steps, ...view.concerns].map(({ state }) => state);
  const asked = states.includes("asked");
  const waits = asked || states.some((one) => one === "not proven" || one === "not told");
  const late = stale || (waits && view.phase !== "over");
  const soonest = Math.min(
    ...(late ? [asked ? LATE_MS : WAITING_MS] : []),
    // A concern waits for Teams after the lesson, too.
    ...(view.dueAt === undefined ? [] : [clock.msUntil(view.dueAt) + DUE_MS]),
  );
  return Number.isFinite(soonest) ? soonest : undefined;
};

import { addMs } from "../time/clock-time.ts";
import { isLessonGuard } from "../who/lesson-guard.ts";
import { sameTarget, type Target } from "../work/duty.ts";
import type { Concern } from "./state.ts";

/** The first alerts that one person raises within ten minutes get a message each; the later ones share one. */
export const OWN_MESSAGES = 3;
const BURST_MS = 10 * 60_000;
/** A shared message is sent again, as a new one that rings, no oftener than this; in between it is redrawn. */
export const RING_MS = 60_000;
/** On one message. */
export const MOST_TOGETHER = 1000;

/** What is known of a concern where it is found. */
type Found = Pick<Concern, "ref" | "raisedBy" | "raisedAt"> & { readonly lesson: string | null };

/** Alerts of the same person count from this moment on. */
export const burstSince = ({ raisedAt }: Pick<Found, "raisedAt">): string => addMs(raisedAt, -BURST_MS);

/** Lesson Guard raises alerts in many lessons: its own count by lesson, not by person. */
const bySame = (one: Found, other: Found): boolean =>
  one.raisedBy === other.raisedBy && (!isLessonGuard(one.raisedBy) || one.lesson === other.lesson);

const cameBefore = (one: Found, other: Found): boolean =>
  one.raisedAt < other.raisedAt || (one.raisedAt === other.raisedAt && one.ref < other.ref);

/** Concerns that the same person raised within the ten minutes before this one, newest first. */
export const earlierInBurst = <One extends Found>(all: readonly One[], concern: Found): readonly One[] =>
  all
    .filter((one) => bySame(one, concern) && one.raisedAt >= burstSince(concern) && cameBefore(one, concern))
    .toSorted((one, other) => (cameBefore(one, other) ? 1 : -1));

/** Only what went to this target is counted: a number must not tell of another concern (X2). */
export const isFor = ({ deliveries }: Concern, target: Target): boolean =>
  deliveries.some((one) => sameTarget(one.target, target));

/** The person, or Lesson Guard in one lesson, whose alerts share one message. */
export const burstOf = ({ raisedBy, lesson }: Pick<Concern, "raisedBy" | "lesson">): string =>
  isLessonGuard(raisedBy) ? `${raisedBy}/${lesson}` : raisedBy;

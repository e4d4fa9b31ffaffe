import { addMs } from "../time/clock-time.ts";
import { isLessonGuard } from "../who/lesson-guard.ts";
import { sameTarget, type Target } from "../work/duty.ts";
import type { Concern } from "./state.ts";

/** So many alerts of one person within ten minutes get a message of their own; those after them share one. */
export const OWN_MESSAGES = 3;
const BURST_MS = 10 * 60_000;
/** What shares a message rings again, as a new one, no oftener than this; in between the message is redrawn. */
export const RING_MS = 60_000;
/** On one message. */
export const MOST_TOGETHER = 1000;

/** What is known of a concern where it is found. */
type Found = Pick<Concern, "ref" | "raisedBy" | "raisedAt"> & { readonly lesson: string | null };

/** From when on the alerts of the same person count. */
export const burstSince = ({ raisedAt }: Pick<Found, "raisedAt">): string => addMs(raisedAt, -BURST_MS);

/** What Lesson Guard raises of itself is as many persons' as there are lessons. */
const bySame = (one: Found, other: Found): boolean =>
  one.raisedBy === other.raisedBy && (!isLessonGuard(one.raisedBy) || one.lesson === other.lesson);

const cameBefore = (one: Found, other: Found): boolean =>
  one.raisedAt < other.raisedAt || (one.raisedAt === other.raisedAt && one.ref < other.ref);

/** Those of the same person within the ten minutes before this one, newest first. */
export const earlierInBurst = <One extends Found>(all: readonly One[], concern: Found): readonly One[] =>
  all
    .filter((one) => bySame(one, concern) && one.raisedAt >= burstSince(concern) && cameBefore(one, concern))
    .toSorted((one, other) => (cameBefore(one, other) ? 1 : -1));

/** What went elsewhere is not counted: a number must not tell of it (X2). */
export const isFor = ({ deliveries }: Concern, target: Target): boolean =>
  deliveries.some((one) => sameTarget(one.target, target));

/** Whose alerts they are that share one message. */
export const burstOf = ({ raisedBy, lesson }: Pick<Concern, "raisedBy" | "lesson">): string =>
  isLessonGuard(raisedBy) ? `${raisedBy}/${lesson}` : raisedBy;

import { isSeenNow } from "../rules/s1-adult-present.ts";
import type { PupilRow } from "../screen/view.ts";
import { addMs } from "../time/clock-time.ts";
import { canSeeFamily, isLookingPossible } from "./faces.ts";
import { pupilRows } from "./presence.ts";
import { isRunning } from "./running.ts";
import type { Lesson } from "./state.ts";

const MINUTE_MS = 60_000;

const isOpen = ({ exceptions }: PupilRow): boolean =>
  exceptions.some(({ reason, putRightAt }) => reason === "no adult seen" && putRightAt === undefined);

/** Pupils inside whose adult was seen, and all cameras were not off since: of these it is asked whether they are still there (S1). */
const seenBefore = (lesson: Lesson): readonly PupilRow[] =>
  pupilRows(lesson).filter((row) => row.place === "in" && isSeenNow(row) && !isOpen(row));

/** Of those, whose camera is on: no adult is seen again through a camera that is off. */
export const seenAgain = (
  lesson: Lesson,
): { readonly seen: readonly PupilRow[]; readonly unseen: number } => {
  const rows = seenBefore(lesson);
  const seen = rows.filter(({ people }) => canSeeFamily(lesson, people));
  return { seen, unseen: rows.length - seen.length };
};

/** When the adults were last looked at: at a check with their camera on, or at a re-check. */
const lookedAt = (lesson: Lesson): string | undefined =>
  [
    ...seenBefore(lesson).map(({ checked }) => checked?.at ?? ""),
    ...lesson.conduct.adultsSeen.map(({ at }) => at),
  ]
    .toSorted()
    .at(-1);

/**
 * When the adults are to be looked at again; undefined while none was seen, or cameras are off.
 * @param minutes the school's interval; 0: never
 */
export const recheckAt = (lesson: Lesson, minutes: number): string | undefined => {
  const last = lookedAt(lesson);
  return minutes === 0 ||
    seenBefore(lesson).length === 0 ||
    last === undefined ||
    !isRunning(lesson) ||
    !isLookingPossible(lesson)
    ? undefined
    : addMs(last, minutes * MINUTE_MS);
};

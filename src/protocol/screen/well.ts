import { isUnsureWhoIsInside } from "../lesson/presence.ts";
import type { Lesson } from "../lesson/state.ts";
import { noticedUnrecorded } from "../lesson/unrecorded.ts";
import { recordedAmiss } from "../rules/s5-recorded-if-alone.ts";
import type { LessonView, Proof } from "./view.ts";

type Proofs = Pick<LessonView, "phase" | "protected" | "doors" | "call" | "quiet" | "roster" | "familyCard">;

const isAmiss = ({ state }: Proof): boolean => state === "not proven" || state === "refused";

/**
 * Pupils without staff, something that records, a child without parent and recording, an option that another person changed, a person inside whom no one
 * knows: not well, whatever is set.
 */
export const isTroubled = (lesson: Lesson): boolean => {
  const { alone, drift } = lesson;
  return (
    (alone !== undefined && alone.over === undefined) ||
    recordedAmiss(lesson).length > 0 ||
    noticedUnrecorded(lesson) !== undefined ||
    (drift !== undefined && drift.backAt === undefined) ||
    isUnsureWhoIsInside(lesson)
  );
};

/**
 * One sentence instead of three, where everything that protects the lesson is confirmed; undefined while any part
 * is not.
 */
export const wellOf = ({ phase, protected: can, doors, call, quiet, roster, familyCard }: Proofs) => {
  const isOn = phase === "arrival" || phase === "live" || phase === "paused";
  const proofs = quiet === undefined ? [doors, call] : [doors, call, quiet];
  const isWell = proofs.every(({ state }) => state === "proven") && ![roster, familyCard].some(isAmiss);
  if (!isOn || !can || !isWell) return undefined;
  const silent = phase === "paused" && quiet !== undefined ? ` ${quiet.sentence}` : "";
  return `${doors.sentence}${silent} Lesson Guard is in the call.`;
};

import { sweepable } from "../rules/s1-adult-present.ts";
import type { PupilRow } from "../screen/view.ts";
import { canSeeFamily } from "./faces.ts";
import { pupilRows } from "./presence.ts";
import type { Lesson } from "./state.ts";

/** The two presses that check all the others at once. */
export type Sweep = "names-match" | "all-others-fine";

/** What a sweep finds, family by family (S1). */
type Swept = {
  /** Adult, room and name: their camera is on. */
  readonly seen: readonly PupilRow[];
  /** The name alone, for the first time. */
  readonly named: readonly PupilRow[];
  /** All whose adults could not be seen, those whose names were looked at before among them. */
  readonly unseen: readonly PupilRow[];
};

/** What a sweep stands for now, whatever was pressed: of a family that cannot be seen, for the name alone (S1). */
export const sweptIn = (lesson: Lesson, press: Sweep): Swept => {
  const rows = pupilRows(lesson).filter(sweepable);
  const isSeen = (row: PupilRow): boolean => press === "all-others-fine" && canSeeFamily(lesson, row.people);
  const unseen = rows.filter((row) => !isSeen(row));
  return {
    seen: rows.filter(isSeen),
    named: unseen.filter(({ checked }) => checked === undefined),
    unseen,
  };
};

/** How many pupils it would say something new of. */
export const sweepCount = (lesson: Lesson, press: Sweep): number => {
  const { seen, named } = sweptIn(lesson, press);
  return seen.length + named.length;
};

/** Whether somebody whom a sweep would check can be looked at. */
export const isAnybodySeen = (lesson: Lesson): boolean => sweptIn(lesson, "all-others-fine").seen.length > 0;

import { sweepable } from "../rules/s1-adult-present.ts";
import type { PupilRow } from "../screen/view.ts";
import { canSeeFamily } from "./faces.ts";
import { once } from "./once.ts";
import { countOpenExceptions, pupilRows } from "./presence.ts";
import type { Lesson } from "./state.ts";

/** The two presses that check all the others at once. */
export type Sweep = "names-match" | "all-others-fine";

/** What a sweep finds, family by family (S1). */
type Swept = {
  /** Adult, room and name can be checked: their camera is on. */
  readonly seen: readonly PupilRow[];
  /** Only the name can be checked, for the first time. */
  readonly named: readonly PupilRow[];
  /** Every pupil whose adult could not be seen, those whose names were checked before among them. */
  readonly unseen: readonly PupilRow[];
};

/** What a sweep counts for now, whatever was pressed: for a family that cannot be seen, the name alone (S1). */
export const sweptIn = (lesson: Lesson, press: Sweep): Swept => SWEPT[press](lesson);

const sweptBy = (press: Sweep): ((lesson: Lesson) => Swept) =>
  once((lesson) => {
    const rows = pupilRows(lesson).filter(sweepable);
    const isSeen = (row: PupilRow): boolean =>
      press === "all-others-fine" && canSeeFamily(lesson, row.people);
    const unseen = rows.filter((row) => !isSeen(row));
    return {
      seen: rows.filter(isSeen),
      named: unseen.filter(({ checked }) => checked === undefined),
      unseen,
    };
  });

const SWEPT: { readonly [Press in Sweep]: (lesson: Lesson) => Swept } = {
  "names-match": sweptBy("names-match"),
  "all-others-fine": sweptBy("all-others-fine"),
};

/** How many pupils the sweep would say something new about. */
export const sweepCount = (lesson: Lesson, press: Sweep): number => {
  const { seen, named } = sweptIn(lesson, press);
  return seen.length + named.length;
};

/** Whether any pupil whom a sweep would check can be seen. */
export const isAnybodySeen = (lesson: Lesson): boolean => sweptIn(lesson, "all-others-fine").seen.length > 0;

/** Pupils inside whom no sweep covers: something is not right yet, or a device of theirs is to be looked at. */
export const stillOpen = (lesson: Lesson): number =>
  pupilRows(lesson).filter(
    (row) => row.place === "in" && (countOpenExceptions(row) > 0 || row.devices !== undefined),
  ).length;

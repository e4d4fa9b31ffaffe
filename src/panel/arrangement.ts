import { isEnded } from "../protocol/lesson/running.ts";
import type { LessonView, PupilRow } from "../protocol/screen/view.ts";

/** The groups of the checklist in the order in which a teacher needs them: odd ones come first. */
export const GROUPS = [
  "to sort out",
  "still inside",
  "kept waiting",
  "not here",
  "waiting",
  "to check",
  "fine",
] as const;
export type Group = (typeof GROUPS)[number];

/** Which row is in which group, and in which order. Ids only: the view says what a row shows. */
export type Arrangement = { readonly [G in Group]: readonly string[] };

const NO_ROWS: Arrangement = {
  "to sort out": [],
  "still inside": [],
  "kept waiting": [],
  "not here": [],
  waiting: [],
  "to check": [],
  fine: [],
};

/**
 * Where every row of a view belongs. Once the lesson has been ended, all that matters is who is still there.
 *
 * @param noted the pupil of whom this person has just noted something: what to do about it is read where it was pressed,
 * so the row stays there
 */
export const arrange = (view: LessonView, noted?: string): Arrangement =>
  isEnded(view) ? arrangeEnded(view) : arrangeOn(view, noted);

const arrangeEnded = ({ unknown, pupils }: LessonView): Arrangement => {
  const of = (...places: readonly PupilRow["place"][]): string[] => [
    ...unknown.filter(({ place }) => places.includes(place)).map(({ person }) => person),
    ...pupils.filter(({ place }) => places.includes(place)).map(({ pupil }) => pupil),
  ];
  return {
    ...NO_ROWS,
    "still inside": of("in"),
    "kept waiting": of("lobby"),
    "not here": of("out", "not here"),
  };
};

const arrangeOn = (view: LessonView, noted: string | undefined): Arrangement => {
  const groupNow = (pupil: PupilRow): Group =>
    pupil.pupil === noted && pupil.place === "in" && pupil.devices === undefined
      ? groupOfChecks(pupil)
      : groupOf(pupil);
  const of = (group: Group): string[] =>
    view.pupils.filter((pupil) => groupNow(pupil) === group).map(({ pupil }) => pupil);
  const sortedOut = view.pupils.filter((pupil) => groupNow(pupil) === "to sort out");
  return {
    ...NO_ROWS,
    // What a person alone can settle, in one list: a refused child first, then names, a further device, what is not right.
    "to sort out": [
      ...sortedOut.filter(({ refused }) => refused !== undefined).map(({ pupil }) => pupil),
      ...view.unknown.map(({ person }) => person),
      ...sortedOut
        .filter(({ devices, refused }) => devices !== undefined && refused === undefined)
        .map(({ pupil }) => pupil),
      ...sortedOut.filter(({ devices }) => devices === undefined).map(({ pupil }) => pupil),
    ],
    "not here": of("not here"),
    waiting: of("waiting"),
    "to check": of("to check"),
    fine: of("fine"),
  };
};

/** Rows that have moved, are new, or are gone: what "2 changes" counts. */
export const changesBetween = (shown: Arrangement, fresh: Arrangement): number => {
  const before = conversationsIn(shown);
  const after = conversationsIn(fresh);
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => before.get(id) !== after.get(id)).length;
};

export const openExceptions = (pupil: PupilRow): PupilRow["exceptions"] =>
  pupil.exceptions.filter(({ putRightAt }) => putRightAt === undefined);

const groupOf = (pupil: PupilRow): Group => {
  if (openExceptions(pupil).length > 0 || pupil.devices !== undefined) {
    return "to sort out";
  }
  if (pupil.place === "not here" || pupil.place === "out") {
    return "not here";
  }
  if (pupil.place === "lobby") {
    return "waiting";
  }
  return groupOfChecks(pupil);
};

const groupOfChecks = ({ checked }: PupilRow): Group =>
  checked === undefined || checked.namesOnly === true || checked.before !== undefined ? "to check" : "fine";

const conversationsIn = (arrangement: Arrangement): ReadonlyMap<string, Group> =>
  new Map(GROUPS.flatMap((group) => arrangement[group].map((id) => [id, group] as const)));

import { isAdultSeen, isSeenNow } from "../rules/s1-adult-present.ts";
import { parentAway } from "../rules/s4-parent-stays.ts";
import { recordedAmiss } from "../rules/s5-recorded-if-alone.ts";
import type { ChecklistItem, CheckName, PupilRow } from "../screen/view.ts";
import type { ExceptionReason } from "../words.ts";
import { isListCurrent } from "./call-list.ts";
import { cameInside } from "./came-inside.ts";
import { canSeeFamily, isLookingPossible } from "./faces.ts";
import { once } from "./once.ts";
import { isOneToOne } from "./one-to-one.ts";
import { mayBeRefused, peopleOf, pupilRows, pupilsOf } from "./presence.ts";
import { isStanding } from "./recording.ts";
import type { Lesson } from "./state.ts";

type Check = {
  readonly check: CheckName;
  readonly title: string;
  /** The title where there is one child. */
  readonly titleOfOne: string;
  /** What staff note for a pupil for whom it does not hold. */
  readonly exception: ExceptionReason;
  readonly exceptionWords: string;
  readonly doneWord: "seen" | "checked";
  /** In a one-to-one: why it does not hold, in place of how many. */
  readonly away?: string;
  /** Whether a pupil's last check counts for it: for a grown-up and a room only where they could be seen (S1). */
  readonly attests: (row: PupilRow) => boolean;
};

const isChecked = ({ checked }: PupilRow): boolean => checked !== undefined;

/** The school's three, in the protocol's order (S1, B5, C6). */
const CHECKS: readonly Check[] = [
  {
    check: "adult present",
    title: "A grown-up is with each child",
    titleOfOne: "A grown-up is with the child",
    exception: "no adult seen",
    exceptionWords: "with no grown-up seen",
    doneWord: "seen",
    attests: isAdultSeen,
  },
  {
    check: "family room",
    title: "Each child is in a family room",
    titleOfOne: "The child is in a family room",
    exception: "not a family room",
    exceptionWords: "not in a family room",
    doneWord: "seen",
    attests: isAdultSeen,
  },
  {
    check: "name shown",
    title: "Each name shown is one we know",
    titleOfOne: "The name shown is the child's",
    exception: "name not shown",
    exceptionWords: "without their name",
    doneWord: "checked",
    attests: isChecked,
  },
];

const isOpen = (row: PupilRow, reason: ExceptionReason): boolean =>
  row.exceptions.some((one) => one.reason === reason && one.putRightAt === undefined);

/** People inside whom the register does not settle: while there is one, no check is done for everyone. */
const unknownInside = (lesson: Lesson): number =>
  peopleOf(lesson).filter((one) => {
    if (one.staff || one.place !== "in") return false;
    const { settled, sure } = pupilsOf(lesson, one);
    return one.recognised?.as === "stranger" || (!settled && !sure) || mayBeRefused(lesson, one);
  }).length;

/**
 * The three checks, and how far each is for the pupils who are inside. A check counts while the device it was
 * made for is there; a check by name alone counts for the name; an exception noted since takes it back, and so does
 * the word that the parent in a one-to-one left or cannot stay, for the grown-up (S4).
 */
export const checksOf = once((lesson: Lesson): readonly ChecklistItem[] => {
  // A refused child is to be removed, not looked at (P2): until then it is among those to sort out.
  const here = pupilRows(lesson).filter(({ place, noPermission }) => place === "in" && noPermission !== true);
  const unknown = unknownInside(lesson);
  return CHECKS.map((one): ChecklistItem => {
    const away = one.check === "adult present" ? parentAway(lesson) : undefined;
    const exceptions = here.filter((row) => away !== undefined || isOpen(row, one.exception));
    const done = here.filter(
      (row) => isNow(one, row) && row.devices === undefined && !exceptions.includes(row),
    );
    const left = here.filter((row) => !done.includes(row) && !exceptions.includes(row));
    const before = one.check === "name shown" ? 0 : left.filter(isAdultSeen).length;
    const counts = { of: here.length, done: done.length, exceptions: exceptions.length };
    const state = stateOf(lesson, one, { here: here.length, toSee: [...left, ...exceptions], unknown });
    return {
      check: one.check,
      title: isOneToOne(lesson) ? one.titleOfOne : one.title,
      state,
      ...counts,
      words: wordsOf(lesson, away === undefined ? one : { ...one, away }, {
        ...counts,
        left: left.length,
        before,
        unknown,
      }),
    };
  });
});

/** A name once read stays; an adult and a room count until all cameras are off. */
const isNow = ({ check, attests }: Check, row: PupilRow): boolean =>
  check === "name shown" ? attests(row) : isSeenNow(row);

type Found = { readonly here: number; readonly toSee: readonly PupilRow[]; readonly unknown: number };

const stateOf = (
  lesson: Lesson,
  { check }: Check,
  { here, toSee, unknown }: Found,
): ChecklistItem["state"] => {
  // Nothing is to be looked at while the parent is away: what staff said of them is so until they say otherwise.
  if (check === "adult present" && parentAway(lesson) !== undefined) return "no";
  if (here === 0) return unknown === 0 || check !== "name shown" ? "not yet" : "your turn";
  // Without the call's own list a person may be inside whom no one has counted.
  if (toSee.length === 0) return unknown === 0 && isListCurrent(lesson) ? "done" : "your turn";
  return check === "name shown" || toSee.some((row) => canSeeFamily(lesson, row.people))
    ? "your turn"
    : "not yet";
};

type Figures = Pick<ChecklistItem, "of" | "done" | "exceptions"> & {
  readonly left: number;
  /** Of those left, seen before all cameras were off. */
  readonly before: number;
  readonly unknown: number;
};

const wordsOf = (lesson: Lesson, check: Check, figures: Figures): string => {
  const { of, done, exceptions, left, before, unknown } = figures;
  if (check.away !== undefined)
    return isStanding(lesson, "recording") && recordedAmiss(lesson).length === 0
      ? `${check.away}; ${isListCurrent(lesson) ? "it is recorded" : "it was recorded when Teams showed it last"}`
      : check.away;
  const byCamera = check.check !== "name shown";
  const cannot = byCamera && left > 0 && !isLookingPossible(lesson) ? "cameras are off" : "";
  const parts = [
    of === 0 ? "no pupil inside yet" : `${done} of ${of} ${check.doneWord}`,
    before === 0 ? "" : seenBeforeWords(lesson, before),
    exceptions === 0 ? "" : `${exceptions} ${check.exceptionWords}`,
    unknown === 0 || (byCamera && left > 0) ? "" : `${unknown} inside to sort out`,
    cannot,
    of > 0 && left === 0 && !isListCurrent(lesson) ? "count by eye" : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
};

const seenBeforeWords = (lesson: Lesson, many: number): string => {
  const when = lesson.lookAgain?.why === "pause" ? "the pause" : "cameras were off";
  return `${many} seen before ${when}${isLookingPossible(lesson) ? ": look again" : ""}`;
};

/**
 * What the record says of one check: for pupils who came, however often they came back. It does not give the total:
 * names tell who came, and once they are erased it would read as more than it was.
 */
export const checksInRecord = (
  lesson: Lesson,
): readonly { readonly title: string; readonly words: string }[] => {
  const inside = cameInside(lesson);
  const came = pupilRows(lesson).filter(({ pupil }) => inside.has(pupil));
  return CHECKS.map((one) => {
    const noted = came.flatMap(({ exceptions }) =>
      exceptions.filter(({ reason }) => reason === one.exception),
    );
    const right = noted.filter(({ putRightAt }) => putRightAt !== undefined).length;
    const done = came.filter(one.attests).length;
    const away = one.check === "adult present" ? parentAway(lesson) : undefined;
    return {
      title: isOneToOne(lesson) ? one.titleOfOne : one.title,
      words: [
        `${done} ${one.doneWord}`,
        ...(noted.length === 0 ? [] : [`${noted.length} noted, ${right} put right`]),
        ...(away === undefined ? [] : [`then ${away}`]),
      ].join("; "),
    };
  });
};

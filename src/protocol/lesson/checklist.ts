import { isAdultSeen, sweepable } from "../rules/s1-adult-present.ts";
import type { Counts, PressButton, PupilRow } from "../screen/view.ts";
import { wantsStaff } from "./alone.ts";
import { isBeyondReach } from "./doors.ts";
import { canSeeFamily } from "./faces.ts";
import { isLessonKind, mayUndoKind } from "./kind.ts";
import { isOneToOne, ONE_TO_ONE_TITLES } from "./one-to-one.ts";
import { isThere, openExceptions, peopleOf, pupilRows, unknownPeople } from "./presence.ts";
import { type ButtonName, OFFERED, PRESSES } from "./presses.ts";
import { isRunning, mayBeOn, mayUndo } from "./running.ts";
import type { Lesson } from "./state.ts";

/** The one checklist that card and panel are both drawn from (S1, B5, C6). */
export type Checklist = {
  readonly counts: Counts;
  readonly presses: readonly PressButton[];
  /** What staff look for, in the order they look: the customer's three, and arrived. */
  readonly looksFor: readonly string[];
};

const LOOKS_FOR = [
  "Arrived",
  "A grown-up is with each child",
  "Each child is in a family room",
  "Each name shown is one we know",
] as const;

const LOOKS_FOR_ONE = [
  "Arrived",
  "A grown-up is with the child",
  "The child is in a family room",
  "The name shown is the child's",
] as const;

/** The two presses that check all the others at once. */
export type Sweep = "names-match" | "all-others-fine";

/** What a sweep finds, family by family (S1). */
export type Swept = {
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

const isAnybodySeen = (lesson: Lesson): boolean => sweptIn(lesson, "all-others-fine").seen.length > 0;

export const countsOf = (lesson: Lesson): Counts => {
  const rows = pupilRows(lesson);
  const namesOnly = rows.filter((row) => row.checked?.namesOnly === true).length;
  return {
    ...(namesOnly === 0 ? {} : { namesOnly }),
    expected: rows.length,
    here: rows.filter((row) => row.place === "in").length,
    checked: rows.filter(isAdultSeen).length,
    exceptions: rows.filter((row) => openExceptions(row) > 0).length,
    unknown: unknownPeople(lesson).length,
    waiting: peopleOf(lesson).filter((one) => isThere(one) && one.place === "lobby").length,
  };
};

/** What is offered in its phase only while it would change something, and would not be refused. */
const USEFUL: { readonly [Name in ButtonName]?: (lesson: Lesson, now: string) => boolean } = {
  "choose-kind": ({ phase }) => phase !== "shut" && phase !== "over",
  "undo-kind": mayUndoKind,
  // Nothing is attested before it can be seen (S1).
  "names-match": (lesson) => !isAnybodySeen(lesson) && sweepCount(lesson, "names-match") > 0,
  "all-others-fine": isAnybodySeen,
  "let-cameras-on": (lesson) => !lesson.opened.cameras && !isBeyondReach(lesson),
  "cameras-off": (lesson) => lesson.opened.cameras && !isBeyondReach(lesson),
  "let-mics-on": (lesson) => !lesson.opened.mics && !isBeyondReach(lesson),
  "mics-off": (lesson) => lesson.opened.mics && !isBeyondReach(lesson),
  // Teams' word of the start may be lost: offered from when the lesson may be on.
  pause: (lesson, now) => isRunning(lesson) || mayBeOn(lesson, now),
  "end-for-all": (lesson, now) => isRunning(lesson) || mayBeOn(lesson, now),
  resume: (lesson) => !wantsStaff(lesson),
  "undo-end": mayUndo,
};

/** Facts that this version does not know: of what changes the lesson only what protects is taken (decide.ts). */
const isTaken = ({ laterFacts }: Lesson, press: ButtonName): boolean =>
  laterFacts !== true || press === "open-panel" || "protects" in PRESSES[press];

/**
 * What comes next once the lesson is on: let Lesson Guard in, sort out the names, let cameras on, look, all others
 * fine. The first two are not pressed here: as long as one of them waits, no button stands out.
 */
const nextPress = (lesson: Lesson): ButtonName | undefined => {
  const { phase, call, opened } = lesson;
  if ((phase !== "arrival" && phase !== "live") || call.state === "waiting") return undefined;
  if (unknownPeople(lesson).length > 0) return undefined;
  if (!opened.cameras) return "let-cameras-on";
  return isAnybodySeen(lesson) ? "all-others-fine" : undefined;
};

const button = (lesson: Lesson, press: ButtonName, next: ButtonName | undefined): PressButton => {
  const { title: usual, where } = PRESSES[press];
  const title = isOneToOne(lesson) ? (ONE_TO_ONE_TITLES[press] ?? usual) : usual;
  return { press, title, where, ...(press === next ? { primary: true } : {}) };
};

/** What the phase makes useful first; the rest in the overflow. Nothing for a meeting that is not a lesson. */
const pressesFor = (lesson: Lesson, now: string): readonly PressButton[] => {
  const offered: readonly ButtonName[] = isLessonKind(lesson)
    ? OFFERED[lesson.phase]
    : ["choose-kind", "undo-kind"];
  const next = nextPress(lesson);
  return offered
    .filter((press) => isTaken(lesson, press) && (USEFUL[press]?.(lesson, now) ?? true))
    .map((press) => button(lesson, press, next));
};

export const checklistOf = (lesson: Lesson, now: string): Checklist => ({
  counts: countsOf(lesson),
  presses: pressesFor(lesson, now),
  looksFor: isOneToOne(lesson) ? LOOKS_FOR_ONE : LOOKS_FOR,
});

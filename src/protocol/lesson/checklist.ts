import { sweepable } from "../rules/s1-adult-present.ts";
import type { Counts, PressButton, PupilRow } from "../screen/view.ts";
import { areAlone } from "./alone.ts";
import { isBeyondReach } from "./doors.ts";
import { isLessonKind, mayUndoKind } from "./kind.ts";
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

export const LOOKS_FOR = [
  "Arrived",
  "A grown-up is with each child",
  "Each child is in a family room",
  "Each name shown is one we know",
] as const;

/** Whom the sweep "All others fine" would check. */
export const sweepableIn = (lesson: Lesson): readonly PupilRow[] => pupilRows(lesson).filter(sweepable);

export const countsOf = (lesson: Lesson): Counts => {
  const rows = pupilRows(lesson);
  return {
    expected: rows.length,
    here: rows.filter((row) => row.place === "in").length,
    checked: rows.filter((row) => row.checked !== undefined).length,
    exceptions: rows.filter((row) => openExceptions(row) > 0).length,
    unknown: unknownPeople(lesson).length,
    waiting: peopleOf(lesson).filter((one) => isThere(one) && one.place === "lobby").length,
  };
};

/** What is offered in its phase only while it would change something, and would not be refused. */
const USEFUL: { readonly [Name in ButtonName]?: (lesson: Lesson, now: string) => boolean } = {
  "choose-kind": ({ phase }) => phase !== "shut" && phase !== "over",
  "undo-kind": mayUndoKind,
  "let-cameras-on": (lesson) => !lesson.opened.cameras && !isBeyondReach(lesson),
  "cameras-off": (lesson) => lesson.opened.cameras && !isBeyondReach(lesson),
  "let-mics-on": (lesson) => !lesson.opened.mics && !isBeyondReach(lesson),
  "mics-off": (lesson) => lesson.opened.mics && !isBeyondReach(lesson),
  // Teams' word of the start may be lost: offered from when the lesson may be on.
  pause: (lesson, now) => isRunning(lesson) || mayBeOn(lesson, now),
  "end-for-all": (lesson, now) => isRunning(lesson) || mayBeOn(lesson, now),
  // Without staff inside nothing may be opened again.
  resume: (lesson) => areAlone(lesson) !== true,
  "undo-end": mayUndo,
};

/** Facts that this version does not know: of what changes the lesson only what protects is taken (decide.ts). */
const isTaken = ({ laterFacts }: Lesson, press: ButtonName): boolean =>
  laterFacts !== true || press === "open-panel" || "protects" in PRESSES[press];

const button = (press: ButtonName): PressButton => {
  const { title, where } = PRESSES[press];
  return { press, title, where };
};

/** What the phase makes useful first; the rest in the overflow. Nothing for a meeting that is not a lesson. */
const pressesFor = (lesson: Lesson, now: string): readonly PressButton[] => {
  const offered: readonly ButtonName[] = isLessonKind(lesson)
    ? OFFERED[lesson.phase]
    : ["choose-kind", "undo-kind"];
  return offered
    .filter((press) => isTaken(lesson, press) && (USEFUL[press]?.(lesson, now) ?? true))
    .map(button);
};

export const checklistOf = (lesson: Lesson, now: string): Checklist => ({
  counts: countsOf(lesson),
  presses: pressesFor(lesson, now),
  looksFor: LOOKS_FOR,
});

import type { Counts, PressButton } from "../screen/view.ts";
import { isThere, openExceptions, peopleOf, pupilRows, unknownPeople } from "./presence.ts";
import { type ButtonName, OFFERED, PRESSES } from "./presses.ts";
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

/** What is offered in its phase only while it would change something. */
const USEFUL: { readonly [Name in ButtonName]?: (lesson: Lesson) => boolean } = {
  "let-cameras-on": ({ opened }) => !opened.cameras,
  "cameras-off": ({ opened }) => opened.cameras,
  "let-mics-on": ({ opened }) => !opened.mics,
  "mics-off": ({ opened }) => opened.mics,
  "undo-end": ({ end }) => end?.beganAt === undefined,
};

const button = (press: ButtonName): PressButton => {
  const { title, where } = PRESSES[press];
  return { press, title, where };
};

/** What the phase makes useful first; the rest in the overflow. Nothing for a meeting that is not a lesson. */
export const pressesFor = (lesson: Lesson): readonly PressButton[] => {
  if (lesson.kind === undefined || lesson.kind === "not a lesson") return [button("choose-kind")];
  return OFFERED[lesson.phase].filter((press) => USEFUL[press]?.(lesson) ?? true).map(button);
};

export const checklistOf = (lesson: Lesson): Checklist => ({
  counts: countsOf(lesson),
  presses: pressesFor(lesson),
  looksFor: LOOKS_FOR,
});

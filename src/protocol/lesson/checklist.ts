import type { Counts, PressButton } from "../screen/view.ts";
import { isThere, openExceptions, peopleOf, pupilRows, unknownPeople } from "./presence.ts";
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

const button = (
  press: PressButton["press"],
  title: string,
  where: PressButton["where"] = "first",
): PressButton => ({
  press,
  title,
  where,
});

const CONCERN_PRESSES: readonly PressButton[] = [
  button("tell-dsl", "Tell the DSL now"),
  button("about-adult", "About an adult at school", "more"),
];

/** What the phase makes useful first; the rest in the overflow. Nothing for a meeting that is not a lesson. */
export const pressesFor = (lesson: Lesson): readonly PressButton[] => {
  const panel = button("open-panel", "Open the panel", "more");
  if (lesson.kind === undefined || lesson.kind === "not a lesson")
    return [button("choose-kind", "Is this a lesson?")];
  const { cameras, mics } = lesson.opened;
  const sweep = button("all-others-fine", "All others fine");
  const openers = [
    cameras ? button("cameras-off", "All cameras off", "more") : button("let-cameras-on", "Let cameras on"),
    mics ? button("mics-off", "All mics off", "more") : button("let-mics-on", "Let mics on"),
  ];
  const pause = button("pause", "Pause");
  const end = button("end-for-all", "End for all");
  switch (lesson.phase) {
    // Offered all the while: Teams' word of the start may be lost, and time passes while the panel is open.
    case "planned":
      return [pause, end, ...CONCERN_PRESSES, panel];
    case "arrival":
      return [sweep, ...openers, pause, end, ...CONCERN_PRESSES, panel];
    case "live":
      return [pause, end, sweep, ...openers, ...CONCERN_PRESSES, panel];
    case "paused":
      return [button("resume", "Resume"), end, ...CONCERN_PRESSES, panel];
    case "shut":
      return lesson.end?.beganAt === undefined
        ? [button("undo-end", "Undo"), ...CONCERN_PRESSES, panel]
        : [...CONCERN_PRESSES, panel];
    case "over":
      return [...CONCERN_PRESSES, panel];
  }
};

export const checklistOf = (lesson: Lesson): Checklist => ({
  counts: countsOf(lesson),
  presses: pressesFor(lesson),
  looksFor: LOOKS_FOR,
});

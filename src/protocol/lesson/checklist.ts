import { defined } from "../defined.ts";
import { isSeenNow } from "../rules/s1-adult-present.ts";
import { asksParent } from "../rules/s4-parent-stays.ts";
import { isPostponed } from "../rules/s5-recorded-if-alone.ts";
import type { ChecklistItem, Counts, PressButton, PupilRow } from "../screen/view.ts";
import { wantsStaff } from "./alone.ts";
import { checksOf } from "./checks.ts";
import { isBeyondReach } from "./doors.ts";
import { stillInside } from "./inside.ts";
import { isLessonKind, mayUndoKind } from "./kind.ts";
import { chosenChild } from "./kind-again.ts";
import { nextStep } from "./next-step.ts";
import { isOneToOne, ONE_TO_ONE_TITLES } from "./one-to-one.ts";
import { isThere } from "./person.ts";
import { countOpenExceptions, listAsOf, peopleOf, pupilRows, unknownPeople } from "./presence.ts";
import { type ButtonName, OFFERED, PRESSES } from "./presses.ts";
import { isEnded, isRunning, mayBeOn, mayUndo } from "./running.ts";
import type { Lesson } from "./state.ts";
import { isAnybodySeen, stillOpen, sweepCount } from "./sweep.ts";
import { mayEndInPeace } from "./unrecorded.ts";
import { unsortedInside } from "./unsorted.ts";

/** The one checklist from which card and panel are both drawn (S1, B5, C6). */
export type Checklist = {
  readonly counts: Counts;
  readonly presses: readonly PressButton[];
  /** The school's three checks, each with how far it has come; none once the lesson has been ended. */
  readonly items: readonly ChecklistItem[];
  /** What comes next, in a sentence; absent where the lesson is not on. */
  readonly lead?: string;
};

export const countsOf = (lesson: Lesson): Counts => {
  const rows = pupilRows(lesson);
  // A child for whom permission was refused is to stay out (P2).
  const allowed = rows.filter(({ noPermission }) => noPermission !== true);
  const isIn = ({ place }: PupilRow): boolean => place === "in";
  const here = allowed.filter(isIn).length;
  const refused = rows.filter(isIn).length - here;
  const asOf = listAsOf(lesson);
  const namesOnly = rows.filter((row) => row.checked?.namesOnly === true).length;
  return {
    ...defined({ asOf }),
    ...(namesOnly === 0 ? {} : { namesOnly }),
    expected: expectedIn(lesson, allowed.length),
    here,
    ...(refused === 0 ? {} : { refused }),
    checked: rows.filter(isSeenNow).length,
    exceptions: rows.filter((row) => countOpenExceptions(row) > 0).length,
    unknown: unknownPeople(lesson).length,
    ...(isEnded(lesson) ? { inside: stillInside(lesson).length } : {}),
    waiting: peopleOf(lesson).filter((one) => isThere(one) && one.place === "lobby").length,
  };
};

/** One child in a one-to-one whose child is chosen, whoever else came. */
const expectedIn = (lesson: Lesson, rows: number): number =>
  isOneToOne(lesson) && chosenChild(lesson) !== undefined ? 1 : rows;

/** Presses that are offered only while they would change something and would not be refused. */
const USEFUL: { readonly [Name in ButtonName]?: (lesson: Lesson, now: string) => boolean } = {
  "choose-kind": (lesson) => !isEnded(lesson),
  "undo-kind": mayUndoKind,
  // Nothing is attested before it can be seen (S1).
  "names-match": (lesson) => !isAnybodySeen(lesson) && sweepCount(lesson, "names-match") > 0,
  "all-others-fine": isAnybodySeen,
  "let-cameras-on": (lesson) => !lesson.opened.cameras && !isBeyondReach(lesson),
  "cameras-off": (lesson) => lesson.opened.cameras && !isBeyondReach(lesson),
  "let-mics-on": (lesson) => !lesson.opened.mics && !isBeyondReach(lesson),
  "mics-off": (lesson) => lesson.opened.mics && !isBeyondReach(lesson),
  // Teams' word of the start may be lost: offered as soon as the lesson may be on.
  pause: (lesson, now) => isRunning(lesson) || mayBeOn(lesson, now),
  "end-for-all": (lesson, now) =>
    isRunning(lesson) || mayBeOn(lesson, now) || (lesson.phase === "shut" && lesson.end?.why === "ordinary"),
  "end-lesson": (lesson, now) => !isBeyondReach(lesson) && mayEndInPeace(lesson, now),
  "parent-stays": (lesson) => isOneToOne(lesson) && lesson.parent?.answer !== "stays",
  // The way back from a press by mistake, and for a parent who is reached after all.
  "parent-cannot-stay": (lesson) => asksParent(lesson) || isPostponed(lesson),
  "parent-left": (lesson) => isOneToOne(lesson) && lesson.parent?.answer === "stays",
  resume: (lesson) => !wantsStaff(lesson),
  "undo-end": mayUndo,
};

/** Events that this version does not know: then only presses that protect are taken (decide.ts). */
const isTaken = ({ laterFacts }: Lesson, press: ButtonName): boolean =>
  laterFacts !== true || press === "open-panel" || "protects" in PRESSES[press];

const BEFORE_THE_END: ReadonlySet<ButtonName> = new Set<ButtonName>([
  "names-match",
  "all-others-fine",
  "let-cameras-on",
  "let-mics-on",
]);

/** The next press stands first; "Names match" does not, while there are names to sort out. */
const whereOf = (lesson: Lesson, press: ButtonName, next: ButtonName | undefined): PressButton["where"] => {
  if (press === next) return "first";
  // In the place of the end that was just pressed stands what only opens a page.
  if (press === "open-panel" && isEnded(lesson)) return "first";
  // The question to the parent has its turn: once they can be seen, no other press leads, and nothing is attested yet.
  const asks = next === undefined && asksParent(lesson) && (lesson.opened.cameras || isBeyondReach(lesson));
  if (press === "parent-stays" || press === "parent-cannot-stay") return asks ? "first" : "more";
  if (asks && (press === "names-match" || press === "all-others-fine")) return "more";
  // What opens and what attests is over with the lesson's time, and a card has room for six.
  if (next === "end-lesson" && BEFORE_THE_END.has(press)) return "more";
  return press === "names-match" && next === "open-panel" ? "more" : PRESSES[press].where;
};

const button = (lesson: Lesson, press: ButtonName, next: ButtonName | undefined): PressButton => {
  const { title: usual } = PRESSES[press];
  const own = isOneToOne(lesson) ? (ONE_TO_ONE_TITLES[press] ?? usual) : usual;
  // What the press does not cover, or whom it opens the lesson to, stands on it: those rows may be out of sight.
  const open = press === "all-others-fine" ? stillOpen(lesson) : 0;
  const unsorted = press === "let-cameras-on" || press === "let-mics-on" ? unsortedInside(lesson) : 0;
  const title =
    open > 0 ? `${own} (all but ${open})` : unsorted > 0 ? `${own}, ${unsorted} not sorted out` : own;
  return { press, title, where: whereOf(lesson, press, next), ...(press === next ? { primary: true } : {}) };
};

/** What the phase makes useful comes first, the rest in the overflow. Nothing for a meeting that is not a lesson. */
const pressesFor = (lesson: Lesson, next: ButtonName | undefined, now: string): readonly PressButton[] => {
  const offered: readonly ButtonName[] = isLessonKind(lesson)
    ? OFFERED[lesson.phase]
    : ["choose-kind", "undo-kind"];
  const presses = offered
    .filter((press) => isTaken(lesson, press) && (USEFUL[press]?.(lesson, now) ?? true))
    .map((press) => button(lesson, press, next));
  return keepingThePlaceOfPause(lesson, presses);
};

/** While no staff are inside there is no Resume where Pause was: a second tap there must not end the lesson. */
const keepingThePlaceOfPause = (
  { phase }: Lesson,
  presses: readonly PressButton[],
): readonly PressButton[] => {
  const harmless = presses.find(({ press }) => press === "open-panel");
  if (phase !== "paused" || harmless === undefined || presses[0]?.press === "resume") return presses;
  return [{ ...harmless, where: "first" }, ...presses.filter((one) => one !== harmless)];
};

export const checklistOf = (lesson: Lesson, now: string): Checklist => {
  const { lead, press } = nextStep(lesson, now);
  return {
    counts: countsOf(lesson),
    presses: pressesFor(lesson, press, now),
    items: isEnded(lesson) ? [] : checksOf(lesson),
    ...defined({ lead }),
  };
};

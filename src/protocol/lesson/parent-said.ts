import type { Lesson, ParentState } from "./state.ts";

/** What a parent was told of a recording (S5). */
export type Told = NonNullable<ParentState["told"]>;

/** Whether nothing of the one is lost with the other. */
const isKeptIn = (before: ParentState, after: ParentState | undefined): boolean =>
  after?.at === before.at &&
  after.answer === before.answer &&
  (before.told === undefined || after.told?.at === before.told.at) &&
  (before.notTold === undefined || after.notTold?.at === before.notTold.at);

/** The lesson after an event that may have put another answer in the place of one, or ended it (S4, S5). */
export const withParentBefore = <After extends Lesson>(
  { parent, parentBefore }: Lesson,
  after: After,
): After =>
  parent === undefined || isKeptIn(parent, after.parent)
    ? after
    : { ...after, parentBefore: [...parentBefore, parent] };

/** All that parents answered and were told in this lesson, in order. */
export const parentsSaid = ({ parent, parentBefore }: Lesson): readonly ParentState[] =>
  parent === undefined ? parentBefore : [...parentBefore, parent];

/** Each time that a parent was told of a recording, in order, whatever was answered after it (S5). */
export const tellings = (lesson: Lesson): readonly Told[] =>
  parentsSaid(lesson).flatMap(({ told }) => told ?? []);

/** What a parent was told last. */
export const lastTold = (lesson: Lesson): Told | undefined => tellings(lesson).at(-1);

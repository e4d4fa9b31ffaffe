import type { PracticeState } from "../../control/shapes.ts";
import { ADMINISTRATOR, FROM_NOTHING } from "./administrator.ts";
import { DSL, FAMILY, HEADTEACHER, TEACHER } from "./in-lesson.ts";
import type { Sight, Step, Walk } from "./walk.ts";

/** In a bare tenant no lesson can be led yet. */
export const walksIn = ({ bare }: Pick<PracticeState, "bare">): readonly [Walk, ...(readonly Walk[])] =>
  bare ? [FROM_NOTHING] : [TEACHER, DSL, HEADTEACHER, ADMINISTRATOR, FAMILY];

/** What to press now: the step itself, or what stands in its way. */
export const saysNow = (step: Step, sight: Sight): string => step.first?.(sight) ?? step.says;

/** How many steps are done, when as many were done before and this is seen now. */
export const doneNow = ({ steps }: Walk, before: number, sight: Sight): number => {
  let done = before;
  while (steps[done]?.done(sight) === true) done += 1;
  return done;
};

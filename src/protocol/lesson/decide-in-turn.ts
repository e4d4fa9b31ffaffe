import type { Decision } from "../decision.ts";
import type { DecisionContext, LessonCommand } from "./commands.ts";
import { decide } from "./decide.ts";
import type { LessonEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import type { Lesson } from "./state.ts";

/** What one of several commands makes of the lesson. */
export type Step = {
  readonly before: Lesson;
  readonly after: Lesson;
  readonly events: readonly LessonEvent[];
};

/**
 * Each command is decided on the lesson as the one before leaves it: the events are those of as many changes, in one.
 * A command that is refused among others makes none.
 */
export const decideInTurn = (
  lesson: Lesson,
  commands: readonly LessonCommand[],
  around: DecisionContext,
): { readonly decision: Decision; readonly steps: readonly Step[] } => {
  let before = lesson;
  const steps: Step[] = [];
  let last: Decision = { events: [], say: "" };
  for (const command of commands) {
    last = decide(before, command, around);
    if ("refused" in last || last.events.length === 0) continue;
    const after = last.events.reduce(evolve, before);
    steps.push({ before, after, events: last.events });
    before = after;
  }
  if (commands.length < 2 || ("refused" in last && steps.length === 0)) return { decision: last, steps };
  return { decision: { events: steps.flatMap(({ events }) => events), say: "" }, steps };
};

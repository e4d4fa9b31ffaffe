import { type Decision, refuse } from "../decision.ts";
import { protects } from "../who/rights.ts";
import { refusedAsBehind } from "./behind.ts";
import type { DecisionContext, LessonCommand } from "./commands.ts";
import { decideReport } from "./decide-report.ts";
import { decideStaff } from "./decide-staff.ts";
import { evolve } from "./evolve.ts";
import { settle } from "./settle.ts";
import type { Lesson } from "./state.ts";

const BEING_UPDATED =
  "Lesson Guard is being updated. Nothing was changed: press again in a moment. Pause, End for all and Tell the " +
  "DSL work all the time.";

/**
 * A command against the lesson as it is now: the events it makes and everything that follows from
 * them, or a refusal in words for the person. Pure: time and random ids come in through `around`.
 */
export const decide = (lesson: Lesson, command: LessonCommand, around: DecisionContext): Decision => {
  // Reports are true, whichever server hears them, and a press that protects children is never put off.
  if (lesson.laterFacts === true && command.by !== undefined && !protects(command.staff.press))
    return refuse("being-updated", BEING_UPDATED);
  const behind =
    command.by === undefined || command.drawnFrom === undefined
      ? undefined
      : refusedAsBehind(lesson, command.staff, command.drawnFrom, { by: command.by.id, now: around.now });
  if (behind !== undefined) return behind;
  const decision =
    command.by === undefined
      ? decideReport(lesson, command.report, around)
      : decideStaff(lesson, command.staff, command.by, around);
  if ("refused" in decision) return decision;
  const after = decision.events.reduce(evolve, lesson);
  return { ...decision, events: [...decision.events, ...settle(after, around)] };
};

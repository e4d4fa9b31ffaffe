import { type Decision, refuse } from "../decision.ts";
import type { Actor, DecisionContext, StaffCommand } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { mayBeOn } from "./running.ts";
import type { Lesson } from "./state.ts";

/** What one kind of press does. */
export type Decide<P extends StaffCommand["press"]> = (
  lesson: Lesson,
  command: Extract<StaffCommand, { press: P }>,
  by: Actor,
  around: DecisionContext,
) => Decision;

/** Answers without an event: a second press, or nothing to do. */
export const nothing = (say: string): Decision => ({ events: [], say });

/** "2 of 3"; of a one-to-one to which another child came: "2, 1 expected". */
export const ofExpected = (count: number, expected: number): string =>
  count > expected ? `${count}, ${expected} expected` : `${count} of ${expected}`;

export const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const stamp = (by: Actor, around: DecisionContext) => ({
  at: around.now,
  data: { by: by.id },
  personal: { byName: by.name },
});

/**
 * Pause and End for all work even if Teams' word of the start was lost: the person who presses says that the meeting
 * is on, and that it is a lesson. The options are the same for each kind; staff may still choose another.
 */
export const mayStartLesson =
  <P extends "pause" | "end-for-all">(then: Decide<P>): Decide<P> =>
  (lesson, command, by, around) => {
    if (!mayBeOn(lesson, around.now)) return then(lesson, command, by, around);
    const { now: at } = around;
    const chosen: LessonEvent = {
      type: "KindChosen",
      at,
      data: { kind: "class", by: by.id, how: "staff" },
      personal: { byName: by.name },
    };
    const begun: readonly LessonEvent[] = [
      ...(lesson.kind === undefined ? [chosen] : []),
      { type: "MeetingStarted", at, data: { source: "panel" } },
    ];
    const decision = then(begun.reduce(evolve, lesson), command, by, around);
    return "refused" in decision ? decision : { ...decision, events: [...begun, ...decision.events] };
  };

export const notRunning = (lesson: Lesson): Decision =>
  lesson.phase === "planned"
    ? refuse("not-started", "The lesson has not started. This works from the moment it does.")
    : lesson.phase === "shut"
      ? refuse("shut", "The lesson has been ended. Its doors stay shut.")
      : refuse("over", "The lesson is over.");

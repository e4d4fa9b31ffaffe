import { type Decision, refuse } from "../decision.ts";
import type { Actor, StaffCommand, Surroundings } from "./commands.ts";
import type { Lesson } from "./state.ts";

/** What one kind of press leads to. */
export type Decide<P extends StaffCommand["press"]> = (
  lesson: Lesson,
  command: Extract<StaffCommand, { press: P }>,
  by: Actor,
  around: Surroundings,
) => Decision;

/** Answered, and nothing is recorded: a second press, or nothing to do. */
export const nothing = (say: string): Decision => ({ events: [], say });

export const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const stamp = (by: Actor, around: Surroundings) => ({
  at: around.now,
  data: { by: by.id },
  personal: { byName: by.name },
});

/** Staff can act on what happens in it. */
export const isRunning = (lesson: Lesson): boolean =>
  lesson.phase === "arrival" || lesson.phase === "live" || lesson.phase === "paused";

export const notRunning = (lesson: Lesson): Decision =>
  lesson.phase === "planned"
    ? refuse("not-started", "The lesson has not started. This works from the moment it does.")
    : lesson.phase === "shut"
      ? refuse("shut", "The lesson has been ended. Its doors stay shut.")
      : refuse("over", "The lesson is over.");

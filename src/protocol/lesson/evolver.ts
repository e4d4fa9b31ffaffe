import type { LessonEvent, LessonEventType } from "./events.ts";
import type { Lesson } from "./state.ts";

/** What one kind of fact changes in a lesson. */
export type Evolver<T extends LessonEventType> = (
  lesson: Lesson,
  event: Extract<LessonEvent, { type: T }>,
) => Partial<Lesson>;

/** One for each of these events: it does not compile while one is missing. */
export type Evolvers<T extends LessonEventType = LessonEventType> = { readonly [Type in T]: Evolver<Type> };

/** What is shown where a name was erased. */
export const UNNAMED = "(name erased)";

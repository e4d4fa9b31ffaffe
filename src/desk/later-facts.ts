import type { Lesson } from "../protocol/lesson/state.ts";
import type { LessonDesk } from "./lesson-desk.ts";

/** A later version of the program knows more of this lesson: work outside the record is left to it. */
export class LaterFactsError extends Error {
  readonly code = "LATER-FACTS";

  constructor() {
    super("A later version of the program wrote facts of this lesson.");
    this.name = "LaterFactsError";
  }
}

/** For outgoing work: its read rejects with LaterFactsError before any work begins. Reports are still taken. */
export const wellKnown = (lessons: LessonDesk): LessonDesk => ({
  ...lessons,
  read: async (id): Promise<Lesson> => {
    const lesson = await lessons.read(id);
    if (lesson.laterFacts === true) throw new LaterFactsError();
    return lesson;
  },
});

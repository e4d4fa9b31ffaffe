import type { Actor } from "../lesson/commands.ts";

/** What Lesson Guard does of itself, by the school's own rule: nobody pressed. */
export const LESSON_GUARD: Actor = { id: "lesson-guard", name: "Lesson Guard" };

export const isLessonGuard = (id: string): boolean => id === LESSON_GUARD.id;

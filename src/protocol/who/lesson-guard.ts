import type { Actor } from "../lesson/commands.ts";

/** Stands as the actor for what Lesson Guard does by the school's own rule: no person pressed. */
export const LESSON_GUARD: Actor = { id: "lesson-guard", name: "Lesson Guard" };

export const isLessonGuard = (id: string): boolean => id === LESSON_GUARD.id;

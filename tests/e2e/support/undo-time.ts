import type { PracticeLesson } from "./lesson.ts";

/**
 * How long an end can be undone. Where a test undoes one, give it more than the usual 4 seconds: a machine that
 * stands still for so long has not shown that undoing fails.
 */
export const setUndoTime = async (lesson: PracticeLesson, seconds: number): Promise<void> => {
  const administrator = lesson.as("khan");
  const { body } = await administrator.ask<{ settings: object }>("GET", "/api/settings");
  const settings = { ...body.settings, undoSeconds: seconds };
  expect((await administrator.ask("PUT", "/api/settings", settings)).status).toBe(200);
};

import type { PracticeLesson } from "./lesson.ts";

/**
 * How long an end can be undone. A test that undoes one gives it more than the usual 4 seconds: if the machine
 * stands still for that long, that does not show that undoing fails.
 */
export const setUndoTime = async (lesson: PracticeLesson, seconds: number): Promise<void> => {
  const administrator = lesson.as("khan");
  const { body } = await administrator.ask<{ settings: object }>("GET", "/api/settings");
  const settings = { ...body.settings, undoSeconds: seconds };
  expect(await administrator.ask("PUT", "/api/settings", settings)).toMatchObject({ status: 200 });
};

import type { ExceptionReason } from "../words.ts";

/** Words of purpose and conduct, apart from the others: the panel loads them after the buttons that protect. */

/** What a one-to-one is for (S3): never in free words. */
export const PURPOSES = ["hear reading", "pastoral", "other"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How far an exception has come that is not put right yet: the family was asked, or it stays as it is. */
export const STEPS_AFTER = ["asked", "not put right"] as const;
export type StepAfter = (typeof STEPS_AFTER)[number];

/** What a person presses, reads and undoes once it is right: a family moves, all else is put right. */
export const rightWord = (reason: ExceptionReason): "Moved" | "Put right" =>
  reason === "not a family room" ? "Moved" : "Put right";

/** What a member of staff takes a screenshot for (B6): for a purpose of teaching, and for no other. */
export const SCREENSHOT_PURPOSES = [
  "work of a pupil",
  "an example for teaching",
  "a record of progress",
] as const;
export type ScreenshotPurpose = (typeof SCREENSHOT_PURPOSES)[number];

/** Where it is kept: the school's places alone. */
export const SCREENSHOT_PLACES = ["Staff Drive", "school file of the pupil"] as const;
export type ScreenshotPlace = (typeof SCREENSHOT_PLACES)[number];

/** Days after which it is deleted. */
export const SCREENSHOT_DAYS = [7, 30, 90] as const;
export type ScreenshotDays = (typeof SCREENSHOT_DAYS)[number];

/** What became of it: deleted, or never taken. */
export const SCREENSHOT_ENDS = ["deleted", "not taken"] as const;
export type ScreenshotEnd = (typeof SCREENSHOT_ENDS)[number];

/** Why staff are asked what kind of lesson it is now (S3): it never switches by itself. */
export type KindDoubt = "one child" | "several children" | "another child";

import { ApiError } from "./api.ts";

/** What came of the last press, in a sentence. */
export type Said = { readonly text: string; readonly tone: "plain" | "trouble" };

/** What went wrong that nobody foresaw: the page itself is at its end. */
export const LOST = "This page could not go on. Open it again.";

/** The sentence of whatever was thrown. */
export function sayOf(problem: unknown): string {
  return problem instanceof ApiError ? problem.say : LOST;
}

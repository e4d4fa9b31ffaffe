import { isRunning } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { turnsLateAt } from "./turns-late.ts";

/** Readers whose faces of one state are kept. */
const MOST = 20;
/** Many press at once, or once more: no longer than that. */
const KEPT_MS = 1_000;

/**
 * Draws a card's face once for each state of a lesson that is on, for each reader: for a second it stays the same,
 * unless a moment has passed meanwhile at which time alone changes it. Before the start and after the end more depends
 * on the time.
 */
export const keptFace = <Around extends { readonly now: string }, Face>(
  draw: (lesson: Lesson, around: Around) => Face,
): ((lesson: Lesson, around: Around) => Face) => {
  type Drawn = { readonly at: string; readonly face: Face };
  const known = new WeakMap<Lesson, Map<string, Drawn>>();
  return (lesson, around) => {
    if (!isRunning(lesson)) return draw(lesson, around);
    const { now, ...rest } = around;
    const key = JSON.stringify(rest);
    const kept = known.get(lesson) ?? new Map<string, Drawn>();
    known.set(lesson, kept);
    const then = kept.get(key);
    if (
      then !== undefined &&
      then.at <= now &&
      Date.parse(now) - Date.parse(then.at) < KEPT_MS &&
      !turnsLateAt(lesson).some((late) => late > then.at && late <= now)
    )
      return then.face;
    const face = draw(lesson, around);
    if (kept.size >= MOST) kept.clear();
    kept.set(key, { at: now, face });
    return face;
  };
};

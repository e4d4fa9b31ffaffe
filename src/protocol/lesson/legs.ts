import type { Decision } from "../decision.ts";
import type { LessonEvent } from "./events.ts";
import type { Lesson } from "./state.ts";

/**
 * Joining is not repeatable at Microsoft: after a crash or a lost answer there may be two legs of the
 * calling bot in one meeting. One is ours; every other one is a stray, and is told to hang up.
 */
const stray = (lesson: Lesson, call: string, at: string): readonly LessonEvent[] =>
  lesson.strayCalls.includes(call) ? [] : [{ type: "StrayCallFound", at, data: { call } }];

const decided = (events: readonly LessonEvent[]): Decision => ({ events, say: "" });

/** A leg exists: the answer to the join says so, or its first call-back, which adopts it. */
export const legJoining = (lesson: Lesson, call: string, at: string): Decision => {
  const { state, call: current } = lesson.call;
  if (current === call) return decided([]);
  return state === "asked" && current === undefined
    ? decided([{ type: "CallJoining", at, data: { call } }])
    : legStray(lesson, call, at);
};

/** A leg is inside the call: the first one to get there is ours. */
export const legEntered = (lesson: Lesson, call: string, at: string): Decision => {
  const { state, call: current } = lesson.call;
  // Call-backs come out of order: it was over before we heard that it had begun.
  if (current === call && (state === "in" || state === "lost")) return decided([]);
  if (lesson.phase === "over" || state === "in") return decided(stray(lesson, call, at));
  const waits = current !== undefined && current !== call && (state === "asked" || state === "waiting");
  return decided([{ type: "CallEntered", at, data: { call } }, ...(waits ? stray(lesson, current, at) : [])]);
};

/** A leg of an earlier attempt still lives. */
export const legStray = (lesson: Lesson, call: string, at: string): Decision =>
  decided(lesson.call.call === call ? [] : stray(lesson, call, at));

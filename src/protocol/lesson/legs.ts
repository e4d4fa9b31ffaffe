import type { Decision } from "../decision.ts";
import { defined } from "../defined.ts";
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
  // Asked for before the end, answered after it: it would wait in the lobby until next week's lesson.
  if (lesson.phase === "over") return legStray(lesson, call, at);
  return (state === "asked" || state === "not joined") && current === undefined
    ? decided([{ type: "CallJoining", at, data: { call } }])
    : legStray(lesson, call, at);
};

/** A leg is inside the call: the first one to get there is ours. */
export const legEntered = (lesson: Lesson, call: string, at: string): Decision => {
  const { state, call: current } = lesson.call;
  // Call-backs come out of order: it was over before we heard that it had begun.
  if (current === call && (state === "in" || state === "lost")) return decided([]);
  // This leg was told to hang up, and does: if it counted as ours, in the end we would have none.
  if (lesson.strayCalls.includes(call)) return decided([]);
  if (lesson.phase === "over" || state === "in") return decided(stray(lesson, call, at));
  const waits = current !== undefined && current !== call && (state === "asked" || state === "waiting");
  return decided([{ type: "CallEntered", at, data: { call } }, ...(waits ? stray(lesson, current, at) : [])]);
};

/** A leg of an earlier attempt is still there. */
export const legStray = (lesson: Lesson, call: string, at: string): Decision =>
  decided(lesson.call.call === call ? [] : stray(lesson, call, at));

/** End reasons that say the call is over, for everyone or because we hung up: nothing was lost with it. */
const AT_ITS_END = new Set([5001, 5002, 5003, 5010, 5012, 5013, 5020, 7000, 10550]);

/**
 * Those of them that say that the call has ended for everyone. "All others have left" is not one: a teacher who
 * was alone and comes back is in a meeting that Teams may not call a new one.
 */
const OVER_FOR_ALL = new Set([5001, 5003]);

/** Recorded once, whichever says it first: Teams of the meeting, or Graph of our call. */
export const meetingOver = ({ phase }: Lesson, at: string, teamsAt?: string): readonly LessonEvent[] =>
  phase === "over" || phase === "planned"
    ? []
    : [{ type: "MeetingEnded", at, data: teamsAt === undefined ? {} : { teamsAt } }];

type Over = { readonly call: string; readonly code: number; readonly subcode: number };

/**
 * Why a leg ended that is no longer ours. The work that read the list may have found the call gone before we heard
 * that it had ended for everyone; by then another leg may have been asked for.
 */
export const legGone = (lesson: Lesson, { call, code, subcode }: Over, at: string): Decision =>
  decided(
    call === lesson.call.gone && code === 200 && OVER_FOR_ALL.has(subcode) ? meetingOver(lesson, at) : [],
  );

/**
 * Our leg has ended. Where the call ended for everyone the meeting is over too: Teams tells of its end once,
 * and that word is lost if no server of ours listens (facts/graph.md 2.4). At the end of a call we hear it twice,
 * from the meeting and from the call, in either order: whichever comes first makes the same event.
 */
export const legOver = (
  lesson: Lesson,
  { call, code, subcode }: { readonly call?: string; readonly code: number; readonly subcode: number },
  at: string,
): Decision => {
  const { state, call: current, gone } = lesson.call;
  if (call !== undefined && call === gone) return legGone(lesson, { call, code, subcode }, at);
  if (call !== undefined && current !== undefined && call !== current) return decided([]);
  if (state === "lost" || state === "none") return decided([]);
  const ended = code === 200 && AT_ITS_END.has(subcode);
  if (ended && call !== undefined)
    return decided([
      { type: "CallLeft", at, data: { call } },
      ...(OVER_FOR_ALL.has(subcode) ? meetingOver(lesson, at) : []),
    ]);
  return decided([{ type: "CallLost", at, data: { ...defined({ call }), code, subcode } }]);
};

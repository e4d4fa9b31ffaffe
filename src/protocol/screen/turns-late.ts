import { areDoorsAsAsked } from "../lesson/doors.ts";
import { plannedEnd } from "../lesson/planned-time.ts";
import { isRunning } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { addMs } from "../time/clock-time.ts";
import { SILENT_MS } from "./ending.ts";
import { JOIN_LATE_MS, LATE_MS } from "./proofs.ts";
import { quietLateAt } from "./quiet.ts";

/**
 * The moments at which a lesson's screens change with time alone: an answer of Teams is late, or the time to undo
 * is over. Cards and panel are drawn again then.
 */
export const turnsLateAt = (lesson: Lesson): readonly string[] => {
  const { doors, drift, call, end, startedAt, graphId, phase } = lesson;
  // Of Zoom no answer is waited for.
  if (isInZoom(lesson)) return [];
  const quietAt = quietLateAt(lesson);
  const after = (at: string | undefined, ...ms: readonly number[]): readonly string[] =>
    at === undefined ? [] : ms.map((one) => addMs(at, one));
  return [
    ...(areDoorsAsAsked(lesson) ? [] : after(doors.asked?.at, LATE_MS, SILENT_MS)),
    ...(drift === undefined || drift.backAt !== undefined ? [] : after(drift.at, LATE_MS)),
    ...(phase === "over" || graphId !== undefined ? [] : after(startedAt, LATE_MS, SILENT_MS)),
    ...(quietAt === undefined ? [] : [quietAt]),
    ...(isRunning(lesson) ? after(plannedEnd(lesson), 0) : []),
    ...(call.state === "asked" ? after(call.at, JOIN_LATE_MS) : []),
    ...(end === undefined || phase === "over"
      ? []
      : [end.undoUntil, ...after(end.beganAt, LATE_MS, SILENT_MS)]),
  ];
};

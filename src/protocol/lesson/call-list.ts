import type { LessonEvent } from "./events.ts";
import type { Lesson } from "./state.ts";

/** Whether the call we are in has shown all who are in it: being in it is not yet a list. */
export const hasCallList = ({ call }: Lesson): boolean =>
  call.state === "in" && call.listSeenAt !== undefined;

/**
 * Since when Teams has not shown the call we are in: whatever it showed before is known as of then, and whoever can
 * look counts by eye. Undefined while it answers, and where we are in no call.
 */
export const notShownSince = ({ call, phase }: Lesson): string | undefined =>
  call.state === "in" && phase !== "over" ? call.notReadAt : undefined;

/** Whether the call's own list tells who is inside now. */
export const isListCurrent = (lesson: Lesson): boolean =>
  hasCallList(lesson) && notShownSince(lesson) === undefined;

/** That the present call is not shown any more: said once, until it is again. */
export const callNotRead = (lesson: Lesson, call: string, at: string): readonly LessonEvent[] =>
  lesson.call.state === "in" &&
  lesson.call.call === call &&
  lesson.call.notReadAt === undefined &&
  lesson.phase !== "over"
    ? [{ type: "CallNotRead", at, data: { call } }]
    : [];

import type { LessonEvent } from "./events.ts";
import type { Lesson } from "./state.ts";

/** Whether the call we are in has shown everyone who is in it: being in it is not yet a list. */
export const hasCallList = ({ call }: Lesson): boolean =>
  call.state === "in" && call.listSeenAt !== undefined;

/**
 * Since when Teams has not shown the call we are in: its last list was true then, and staff who can look count by eye.
 * Undefined while Teams shows it, and where we are in no call.
 */
export const notShownSince = ({ call, phase }: Lesson): string | undefined =>
  call.state === "in" && phase !== "over" ? call.notReadAt : undefined;

/** Whether the call's own list says who is inside now. */
export const isListCurrent = (lesson: Lesson): boolean =>
  hasCallList(lesson) && notShownSince(lesson) === undefined;

/**
 * The call we are in has not shown its first list yet. That takes a moment; where it takes too long it is recorded
 * that Teams does not show it.
 */
export const isListComing = ({ call }: Lesson): boolean =>
  call.state === "in" && call.listSeenAt === undefined && call.notReadAt === undefined;

/** Teams no longer shows the present call: recorded once, until it does again. */
export const callNotRead = (lesson: Lesson, call: string, at: string): readonly LessonEvent[] =>
  lesson.call.state === "in" &&
  lesson.call.call === call &&
  lesson.call.notReadAt === undefined &&
  lesson.phase !== "over"
    ? [{ type: "CallNotRead", at, data: { call } }]
    : [];

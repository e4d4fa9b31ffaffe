import { endDueAt } from "../lesson/absences.ts";
import { notShownSince } from "../lesson/call-list.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { clockTime } from "../time/clock-time.ts";
import { pausedAt, pauseWords } from "./paused.ts";

/**
 * What the card of an alert says of its lesson, beside the concern itself (alert-face.ts). It depends on the lesson
 * alone: when it changes, the cards of the lesson's alerts are outdated.
 */
export type AlertLesson = {
  readonly state: "on" | "being ended" | "over";
  /** When the end was asked for, of a lesson that is being ended. */
  readonly endAskedAt?: string;
  /** What happened since, for those who were told; only on the alert about pupils without staff. */
  readonly since: readonly string[];
  /** It is held in Zoom: what that means for those who are told. */
  readonly inZoom?: string;
};

/** @param ref of the concern whose card it is */
export const alertLesson = (lesson: Lesson, ref: string, timeZone: string): AlertLesson => ({
  ...(lesson.phase === "over"
    ? { state: "over" }
    : lesson.phase === "shut" && lesson.end !== undefined
      ? { state: "being ended", endAskedAt: lesson.end.askedAt }
      : { state: "on" }),
  since:
    lesson.aloneAlert?.ref !== ref
      ? []
      : lesson.phase === "over"
        ? staffBack(lesson, timeZone)
        : [...aloneSince(lesson, timeZone), ...notShown(lesson, timeZone)],
  ...(isInZoom(lesson) ? { inZoom: inZoomWords(lesson) } : {}),
});

const inZoomWords = ({ phase }: Lesson): string =>
  phase === "over"
    ? "The lesson was held in Zoom: that it is over is the word of its staff."
    : "The lesson is in Zoom: Lesson Guard cannot see or end it, and you cannot join from here. Call its staff.";

/** That staff came back stays true, also once the lesson goes on, is ended, or is over. */
const staffBack = ({ aloneAlert }: Lesson, timeZone: string): readonly string[] =>
  aloneAlert?.backAt === undefined
    ? []
    : [`A member of staff was back in it at ${clockTime(aloneAlert.backAt, timeZone)}.`];

/** What was last seen says nothing of now. */
const notShown = (lesson: Lesson, timeZone: string): readonly string[] => {
  const since = notShownSince(lesson);
  return since === undefined ? [] : [`Teams has not shown who is in it since ${clockTime(since, timeZone)}.`];
};

/** What Lesson Guard does by itself if no member of staff comes: a DSL need not end it. By an old list no one is removed. */
const nextOf = (lesson: Lesson, time: (iso: string) => string): readonly string[] => {
  const { alone, absences, phase } = lesson;
  if (alone?.told === undefined || phase === "shut" || notShownSince(lesson) !== undefined) return [];
  const { state } = lesson.call;
  return state === "in"
    ? [`Without staff, everyone is removed at ${time(endDueAt({ alone, absences }))}.`]
    : [];
};

/** Whether Teams has confirmed the pause, and whether a member of staff has come: what a DSL must know next. */
const aloneSince = (lesson: Lesson, timeZone: string): readonly string[] => {
  const time = (iso: string): string => clockTime(iso, timeZone);
  const { alone, aloneAlert } = lesson;
  const paused = pausedAt(lesson) === undefined ? [] : [pauseWords(lesson, timeZone)];
  if (alone === undefined || aloneAlert === undefined) return [...paused, ...staffBack(lesson, timeZone)];
  const { since, over } = alone;
  if (over === undefined)
    return [
      ...paused,
      ...(since > aloneAlert.at && notShownSince(lesson) === undefined
        ? [`No member of staff has been in it again since ${time(since)}.`]
        : []),
      ...nextOf(lesson, time),
    ];
  switch (over.why) {
    case "staff":
      return [...paused, ...staffBack(lesson, timeZone)];
    case "empty":
      return [...paused, `It was empty at ${time(over.at)}.`];
    case "not known":
      return [
        ...paused,
        `Lesson Guard lost the call at ${time(over.at)} and cannot see whether a member of staff is in it.`,
      ];
  }
};

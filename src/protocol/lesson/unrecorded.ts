import { isOneChild, isPostponed } from "../rules/s5-recorded-if-alone.ts";
import { addMs } from "../time/clock-time.ts";
import type { Duty } from "../work/duty.ts";
import { SECOND, urgent } from "./duty-shapes.ts";
import type { LessonEvent } from "./events.ts";
import { outsidersInside } from "./kind.ts";
import { isTimeUp } from "./planned-time.ts";
import { isStanding } from "./recording.ts";
import type { Lesson } from "./state.ts";
import type { WhyUnrecorded } from "./unrecorded-state.ts";

/**
 * A child whose parent is away is recorded (S5). The words to say, and the presses that start a recording in Teams, take
 * half a minute; Teams shows it within seconds. After a minute staff are told that it is not so yet.
 */
export const UNRECORDED_SECONDS = 60;

/**
 * A child is in a one-to-one whose parent is away, and nothing is recorded that Teams shows.
 * @returns since when, and how far it had come; undefined where that is not so
 */
export const unrecordedNow = (
  lesson: Lesson,
): { readonly from: string; readonly why: WhyUnrecorded } | undefined => {
  const { kind, parent, phase, recordings } = lesson;
  const isOn = kind === "one-to-one" && (phase === "arrival" || phase === "live");
  if (!isOn || parent === undefined || parent.answer === "stays") return undefined;
  if (outsidersInside(lesson) === 0 || !isOneChild(lesson) || isStanding(lesson, "recording"))
    return undefined;
  const { told, notTold } = parent;
  if (notTold !== undefined) return { from: notTold.at, why: "postponed" };
  if (told === undefined)
    return { from: parent.at, why: parent.answer === "left" ? "parent left" : "not told" };
  const stopped = recordings.findLast(({ what }) => what === "recording")?.overAt;
  return stopped !== undefined && stopped > told.at
    ? { from: stopped, why: "stopped" }
    : { from: told.at, why: "told" };
};

/** Whether Teams has said that a recording may be started. */
export const isRecordingAllowed = ({ doors }: Lesson): boolean =>
  doors.seen?.options.recording === true && doors.notReadAt === undefined;

const isNoticed = ({ unrecorded }: Lesson, from: string): boolean =>
  unrecorded.some((one) => one.from === from && one.overAt === undefined);

/** What staff have been told of, while it is still so. */
export const noticedUnrecorded = (lesson: Lesson): Lesson["unrecorded"][number] | undefined => {
  const now = unrecordedNow(lesson);
  return lesson.unrecorded.findLast((one) => one.from === now?.from && one.overAt === undefined);
};

/**
 * Whether it can be ended with no alert: its time is up, it is postponed, or staff were told that its child is without a
 * parent and without a recording. No recording, so no lesson (S5): Teams may not offer one.
 */
export const mayEndInPeace = (lesson: Lesson, now: string): boolean =>
  isTimeUp(lesson, now) || isPostponed(lesson) || noticedUnrecorded(lesson) !== undefined;

/** The minute is over: a fact, once for each time. */
export const unrecordedDue = (lesson: Lesson, at: string): readonly LessonEvent[] => {
  const now = unrecordedNow(lesson);
  return now === undefined || at < addMs(now.from, UNRECORDED_SECONDS * SECOND) || isNoticed(lesson, now.from)
    ? []
    : [{ type: "FoundUnrecorded", at, data: now }];
};

/** Looks a minute after each fact that can have begun it, or that shows it again. */
export const lookForRecording = (lesson: Lesson): readonly Duty[] => {
  const now = unrecordedNow(lesson);
  return now === undefined || isNoticed(lesson, now.from)
    ? []
    : [
        urgent(
          { kind: "remind", lesson: lesson.id, of: "unrecorded" },
          { afterMs: UNRECORDED_SECONDS * SECOND, replaces: `unrecorded:${lesson.id}:${now.from}` },
        ),
      ];
};

/** What was noticed is over, whatever comes after it. */
export const withRecordingNoticed = ({ unrecorded }: Lesson, at: string): Lesson["unrecorded"] =>
  unrecorded.map((one) => ({ ...one, overAt: one.overAt ?? at }));

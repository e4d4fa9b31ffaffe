import type { Concern } from "../concern/state.ts";
import { notShownSince } from "../lesson/call-list.ts";
import { NO_ALERT } from "../lesson/decide-end.ts";
import { areDoorsAsAsked, END_BY_HAND, isBeyondReach, whyNoRemoval } from "../lesson/doors.ts";
import { isLessonKind } from "../lesson/kind.ts";
import { STOP_FIRST } from "../lesson/one-to-one.ts";
import { plannedEnd } from "../lesson/planned-time.ts";
import { isStanding } from "../lesson/recording.ts";
import { isRunning, mayUndo } from "../lesson/running.ts";
import type { End, Lesson } from "../lesson/state.ts";
import { mayEndInPeace } from "../lesson/unrecorded.ts";
import { isPostponed } from "../rules/s5-recorded-if-alone.ts";
import { addMs, clockTime } from "../time/clock-time.ts";
import { toldThen } from "../who/route.ts";
import { endSteps } from "./end-steps.ts";
import type { EndStep, LessonView } from "./view.ts";

type Around = { readonly now: string; readonly timeZone: string; readonly phone: string };

/** After this long an end waits no more for Teams: it says to telephone. */
export const SILENT_MS = 5000;

const office = (phone: string): string =>
  phone === "" ? "Then phone the school office." : `Then phone the school office on ${phone}.`;

const IS_TROUBLE: ReadonlySet<EndStep["proof"]["state"]> = new Set(["not proven", "refused"]);

/** Since when a step that is not done has been asked for. */
const waitingSince = (lesson: Lesson, { step }: EndStep): string | undefined => {
  switch (step) {
    case "doors":
      return areDoorsAsAsked(lesson) ? undefined : (lesson.doors.asked?.at ?? lesson.end?.askedAt);
    case "removal":
    case "alert":
      return lesson.end?.beganAt;
    case "leave":
      return undefined;
  }
};

/** Teams showed it before and does not now: it has been waited for already. */
const isUnread = (lesson: Lesson, { step }: EndStep): boolean =>
  (step === "doors" && areDoorsAsAsked(lesson) && lesson.doors.notReadAt !== undefined) ||
  (step === "removal" && notShownSince(lesson) !== undefined);

const isSilent = (lesson: Lesson, step: EndStep, now: string): boolean => {
  if (IS_TROUBLE.has(step.proof.state) && isUnread(lesson, step)) return true;
  const since = waitingSince(lesson, step);
  return IS_TROUBLE.has(step.proof.state) && since !== undefined && now >= addMs(since, SILENT_MS);
};

/** One thing to press, and whom to phone if Teams is silent or refuses. */
const instruction = (lesson: Lesson, steps: readonly EndStep[], { now, phone }: Around): string => {
  const why = whyNoRemoval(lesson);
  const silent = steps.filter((step) => isSilent(lesson, step, now));
  const refused = steps.some(({ proof }) => proof.state === "refused");
  const late = steps.some(({ step, proof }) => step !== "alert" && proof.state === "not proven");
  if (mayUndo(lesson, now) && why === undefined && !late && !refused)
    return `Press Undo to stop this. Everyone except the organiser and the person who pressed will be removed. ${thenWords(lesson)}`;
  return [
    ...(why === undefined ? [] : [why]),
    ...(why === undefined && late ? ["Teams has not done this yet."] : []),
    END_BY_HAND,
    ...(isStanding(lesson, "recording") ? ["That stops the recording, too."] : []),
    ...(silent.length > 0 || refused ? [office(phone)] : []),
  ].join(" ");
};

const thenWords = ({ end }: Lesson): string => (end?.why === "ordinary" ? NO_ALERT : toldThen(end?.tells));

/** What is counted down to: an end that tells is told apart from one that does not. */
const counted = ({ why, tells }: End): string => {
  if (why === "ordinary") return "Ending the lesson, with no alert,";
  if (tells === undefined) return "Ending for all, with an alert,";
  return tells.length === 0 ? "Ending for all" : `Ending for all and telling ${tells.join(" and ")}`;
};

/** Before an ordinary end is offered: how a lesson is ended that was as it should be. */
export const ordinaryEndOf = (lesson: Lesson, now: string, timeZone: string): string | undefined => {
  if (!isRunning(lesson) || !isLessonKind(lesson)) return undefined;
  // How it is ended stands with the parent.
  if (isPostponed(lesson)) return undefined;
  const done = isStanding(lesson, "recording") ? `Lesson done? ${STOP_FIRST} Then:` : "Lesson done?";
  if (mayEndInPeace(lesson, now) && !isBeyondReach(lesson))
    return `${done} Press End lesson: everyone is removed, and no one is alerted.`;
  const end = isBeyondReach(lesson) ? undefined : plannedEnd(lesson);
  const later =
    end === undefined ? "" : ` From ${clockTime(end, timeZone)} you can press End lesson instead.`;
  return `${done} ${END_BY_HAND}${later}`;
};

/** The end, step by step; undefined where there is none. Once the meeting is over nothing is left to press. */
export const endingOf = (
  lesson: Lesson,
  alert: Concern | undefined,
  around: Around,
): LessonView["end"] | undefined => {
  const { end, phase } = lesson;
  if (end === undefined) return undefined;
  const steps = endSteps(lesson, alert, around.now, around.timeZone, around.phone);
  return {
    undoUntil: end.undoUntil,
    began: end.beganAt !== undefined,
    title: end.why === "ordinary" ? "Ending the lesson" : "Ending for all",
    counted: counted(end),
    instruction: phase === "over" ? "" : instruction(lesson, steps, around),
    steps,
  };
};

/** The next moment at which people are told to telephone, if Teams stays silent. */
export const silentAt = (lesson: Lesson, now: string): string | undefined => {
  const { doors, end, phase } = lesson;
  if (phase === "over") return undefined;
  return [
    ...(doors.asked === undefined || areDoorsAsAsked(lesson) ? [] : [doors.asked.at]),
    ...(end?.beganAt === undefined ? [] : [end.beganAt]),
  ]
    .map((at) => addMs(at, SILENT_MS))
    .filter((at) => at > now)
    .toSorted()[0];
};

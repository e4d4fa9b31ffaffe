import { defined } from "../defined.ts";
import { isListCurrent } from "../lesson/call-list.ts";
import { HOW_TO_RECORD, HOW_TO_STOP, isOneToOne, pauseMeanwhile } from "../lesson/one-to-one.ts";
import { isEnded, isRunning } from "../lesson/running.ts";
import type { Lesson, ParentState } from "../lesson/state.ts";
import { isRecordingAllowed } from "../lesson/unrecorded.ts";
import { USUAL_KEEP_DAYS } from "../lesson/usual-times.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { isPostponed, isToBeTold, mayRecord, toldWords } from "../rules/s5-recorded-if-alone.ts";
import { clockTime } from "../time/clock-time.ts";
import { recordedRuns } from "./seen-in-call.ts";
import type { ParentView } from "./view.ts";

const isTeamsRecording = ({ what }: Lesson["recordings"][number]): boolean => what === "recording";

const begun = ({ untold }: Lesson["recordings"][number]): string =>
  untold === undefined ? "" : "It began before the parent was told. ";

/** What there is to know of a recording of which the parent was told: never more than Teams shows. */
const recordingWords = (lesson: Lesson, time: (iso: string) => string): string => {
  const { recordings } = lesson;
  if (isRunning(lesson) && !isOneToOne(lesson))
    return "It is no one-to-one any more: nothing may be recorded now.";
  if (isRunning(lesson) && !mayRecord(lesson))
    return "More than one child is inside: nothing may be recorded now.";
  const last = recordings.findLast(isTeamsRecording);
  if (last !== undefined && lesson.phase === "over")
    return `The call showed ${recordedRuns(lesson, time).join(", and ")}.`;
  if (last !== undefined && last.overAt === undefined)
    return [
      isListCurrent(lesson)
        ? `Teams shows a recording since ${time(last.at)}. ${begun(last)}`
        : `Teams showed a recording from ${time(last.at)}. ${begun(last)}Lesson Guard cannot see now whether it goes on: look in Teams. `,
      isRunning(lesson) ? `When the lesson is done, stop it. ${HOW_TO_STOP}` : "",
    ]
      .join("")
      .trim();
  const stopped =
    last?.overAt === undefined ? "" : `The recording stopped at ${time(last.overAt)}. ${begun(last)}`;
  if (isEnded(lesson)) return last === undefined ? "Lesson Guard saw no recording." : stopped.trim();
  if (!isRecordingAllowed(lesson)) return `${stopped}Teams has not confirmed yet that it may be recorded.`;
  if (!isInZoom(lesson) && !isListCurrent(lesson))
    return `${stopped}Lesson Guard cannot see now whether it is recorded: look in Teams. ${HOW_TO_RECORD}`;
  return `${stopped}Teams shows no recording yet. ${HOW_TO_RECORD}`;
};

/** Whether it went on after it was to be postponed: staff were told so then. */
const wentOn = ({ unrecorded }: Lesson): boolean => unrecorded.some(({ why }) => why === "postponed");

const postponed = (lesson: Lesson): string => {
  // How it is ended, the next step says.
  if (isRunning(lesson)) return "The lesson is postponed.";
  if (lesson.phase !== "over") return "";
  return wentOn(lesson) ? "The lesson was to be postponed, and went on." : "The lesson was postponed.";
};

/** S4: the lesson waits until the parent is back, or was told. */
const waiting = (lesson: Lesson): string =>
  isRunning(lesson)
    ? ` Wait with the lesson, and ask whether they can come back.${pauseMeanwhile(lesson)}`
    : "";

/** How it stands with the parent, in sentences without a name (S4, S5). @returns "" where no one has answered */
export const parentWords = (lesson: Lesson, timeZone: string): string => {
  if (!isOneToOne(lesson)) return "";
  return lesson.phase === "over" ? parentStory(lesson, timeZone) : answerWords(lesson, timeZone);
};

/** One answer, and what was said to the parent after it. */
const saidWords = ({ answer, at, told, notTold }: ParentState, time: (iso: string) => string): string => {
  if (told !== undefined)
    return `The parent cannot stay (${told.reason}) and was told of the recording at ${time(told.at)}.`;
  if (notTold !== undefined)
    return `The parent cannot stay and ${notTold.why === "objects" ? "objects to a recording" : "was not reached"}, noted at ${time(notTold.at)}.`;
  if (answer === "stays") return `The parent stays, noted at ${time(at)}.`;
  return answer === "left"
    ? `The parent left, noted at ${time(at)}.`
    : `The parent cannot stay, noted at ${time(at)}.`;
};

/** What follows from the last answer. @returns with a space before it */
const after = (
  lesson: Lesson,
  { answer, told, notTold }: ParentState,
  time: (iso: string) => string,
): string => {
  if (told !== undefined) return ` ${recordingWords(lesson, time)}`;
  if (notTold !== undefined) return ` ${postponed(lesson)}`;
  if (answer === "stays") return "";
  if (answer === "left") return waiting(lesson);
  return isRunning(lesson)
    ? " Nothing may be recorded before they are told."
    : " They were not told of a recording.";
};

/** The same of a lesson that may be of another kind by now. */
export const answerWords = (lesson: Lesson, timeZone: string): string => {
  const time = (iso: string): string => clockTime(iso, timeZone);
  const { parent } = lesson;
  return parent === undefined ? "" : `${saidWords(parent, time)}${after(lesson, parent, time)}`.trim();
};

/** All that was answered and told in a lesson, in order, for the time after it (S4, S5). */
export const parentStory = (lesson: Lesson, timeZone: string): string => {
  const time = (iso: string): string => clockTime(iso, timeZone);
  const before = lesson.parentBefore.map((one) => saidWords(one, time));
  // One that is of another kind by now asks it no more.
  const last =
    before.length > 0 && lesson.parent === undefined && isOneToOne(lesson)
      ? "After that it was not noted whether the parent stays."
      : answerWords(lesson, timeZone);
  return [...before, last].join(" ").trim();
};

/**
 * S5: what staff can send to each adult of the family when a lesson is postponed. It blames no one and names no one; it is
 * the same whatever one of them answered, so that the other does not read it here (P1).
 */
const POSTPONED_WORDS =
  "This lesson is postponed: a one-to-one takes place with a grown-up in the room, or is recorded once a parent knows of it, and neither was possible. We will suggest another time when a grown-up can stay.";

/** What the panel shows of it once staff have asked, with the words to say while the parent is to be told. */
export const parentView = (
  lesson: Lesson,
  timeZone: string,
  keepDays: number = USUAL_KEEP_DAYS,
): ParentView | undefined => {
  const sentence = parentWords(lesson, timeZone);
  if (sentence === "") return undefined;
  const tells = isRunning(lesson) && isToBeTold(lesson);
  return {
    sentence,
    ...defined({
      words: tells ? toldWords(keepDays) : undefined,
      forFamily: isPostponed(lesson) ? POSTPONED_WORDS : undefined,
    }),
  };
};

import { defined } from "../defined.ts";
import { isListCurrent } from "../lesson/call-list.ts";
import { HOW_TO_RECORD, HOW_TO_STOP, isOneToOne, postponeWords } from "../lesson/one-to-one.ts";
import { isEnded, isRunning } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { isRecordingAllowed } from "../lesson/unrecorded.ts";
import { USUAL_KEEP_DAYS } from "../lesson/usual-times.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { isPostponed, isToBeTold, mayRecord, toldWords } from "../rules/s5-recorded-if-alone.ts";
import { clockTime } from "../time/clock-time.ts";
import type { NotTold } from "../words.ts";
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
  if (last !== undefined && last.overAt === undefined)
    return [
      lesson.phase === "over"
        ? `Teams showed a recording from ${time(last.at)}. Its end was not seen. ${begun(last)}`
        : isListCurrent(lesson)
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
  if (isRunning(lesson)) return postponeWords(lesson);
  if (lesson.phase !== "over") return "";
  return wentOn(lesson) ? "The lesson was to be postponed, and went on." : "The lesson was postponed.";
};

/** S4: the lesson waits until the parent is back, or was told. */
const waiting = (lesson: Lesson): string => {
  if (!isRunning(lesson)) return "";
  const meanwhile = lesson.phase === "paused" ? "" : " Pause turns mics and cameras off meanwhile.";
  return ` Wait with the lesson, and ask whether they can come back.${meanwhile}`;
};

/** How it stands with the parent, in sentences without a name (S4, S5). @returns "" where no one has answered */
export const parentWords = (lesson: Lesson, timeZone: string): string =>
  isOneToOne(lesson) ? answerWords(lesson, timeZone) : "";

/** The same of a lesson that may be of another kind by now. */
export const answerWords = (lesson: Lesson, timeZone: string): string => {
  const { parent } = lesson;
  if (parent === undefined) return "";
  const time = (iso: string): string => clockTime(iso, timeZone);
  const { told, notTold } = parent;
  if (told !== undefined)
    return `The parent cannot stay (${told.reason}) and was told of the recording at ${time(told.at)}. ${recordingWords(lesson, time)}`;
  if (notTold !== undefined)
    return `The parent cannot stay and ${notTold.why === "objects" ? "objects to a recording" : "was not reached"}, noted at ${time(notTold.at)}. ${postponed(lesson)}`.trim();
  if (parent.answer === "stays") return `The parent stays, noted at ${time(parent.at)}.`;
  if (parent.answer === "left") return `The parent left, noted at ${time(parent.at)}.${waiting(lesson)}`;
  return `The parent cannot stay, noted at ${time(parent.at)}. ${isRunning(lesson) ? "Nothing may be recorded before they are told." : "They were not told of a recording."}`;
};

/** S5: what staff can send to the family of a lesson that is postponed. It blames no one, and names no one. */
const POSTPONED_WORDS: { readonly [Why in NotTold]: string } = {
  objects:
    "This lesson is postponed: you cannot stay in the room, and it is not to be recorded. That is your choice. We will suggest another time when you can stay.",
  "not reached":
    "This lesson is postponed: we could not reach you to ask whether you can stay in the room. We will suggest another time when you can stay.",
};

/** What the panel shows of it once staff have asked, with the words to say while the parent is to be told. */
export const parentView = (
  lesson: Lesson,
  timeZone: string,
  keepDays: number = USUAL_KEEP_DAYS,
): ParentView | undefined => {
  const sentence = parentWords(lesson, timeZone);
  if (sentence === "") return undefined;
  const tells = isRunning(lesson) && isToBeTold(lesson);
  const why = isPostponed(lesson) ? lesson.parent?.notTold?.why : undefined;
  return {
    sentence,
    ...defined({
      words: tells ? toldWords(keepDays) : undefined,
      forFamily: why === undefined ? undefined : POSTPONED_WORDS[why],
    }),
  };
};

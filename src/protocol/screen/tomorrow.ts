import { nextLesson } from "../families/next-lesson.ts";
import { cancelledAt } from "../lesson/cancelled.ts";
import { areDoorsAsAsked } from "../lesson/doors.ts";
import { isLessonKind } from "../lesson/kind.ts";
import { differences } from "../lesson/options.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { clockTime } from "../time/clock-time.ts";
import { dayOf } from "../time/school-days.ts";
import { capital } from "./label.ts";
import { doorsProof, OPTION_WORDS } from "./proofs.ts";

type Around = { readonly now: string; readonly timeZone: string };

/**
 * When a lesson takes place on this day; undefined where it does not, or Teams has not said when it is.
 * @param weekly whether it is known to be one of a series
 * @param day "2026-12-01"
 */
export const startOn = (
  lesson: Lesson,
  weekly: boolean,
  day: string,
  { now, timeZone }: Around,
): string | undefined => {
  if (lesson.replacedBy !== undefined || lesson.kind === "not a lesson" || cancelledAt(lesson) !== undefined)
    return undefined;
  const last = lesson.weeklyUntil;
  if (last !== undefined && day > last) return undefined;
  const { startsAt } = nextLesson(lesson, weekly || last !== undefined, now, timeZone);
  return startsAt !== undefined && dayOf(startsAt, timeZone) === day ? startsAt : undefined;
};

/**
 * Why a lesson that is to come is not protected, as far as is known this evening; undefined where it is.
 * @param read whether Teams has shown its options just now
 */
export const whyNotProtected = (lesson: Lesson, read: boolean, around: Around): string | undefined => {
  if (lesson.organiserStaff === false) return undefined;
  if (isInZoom(lesson))
    return "It is in Zoom: Lesson Guard can set nothing there. Look at the waiting room and the muting in Zoom.";
  if (lesson.notFound !== undefined || !lesson.protectable)
    return "Lesson Guard cannot protect this sort of meeting. Plan it as a scheduled Teams meeting.";
  if (!isLessonKind(lesson))
    return "You have not said yet whether it is a lesson with pupils. Until then Lesson Guard leaves it alone.";
  if (lesson.graphId === undefined)
    return lesson.plan !== undefined && lesson.chatId === ""
      ? "Its Teams meeting is not made yet. The page Plan a lesson says why."
      : "Teams does not show Lesson Guard its meeting. Open the meeting’s chat in Teams, and check that Lesson Guard is there.";
  if (!read) return "Teams did not show its meeting options this evening. Look at them in Teams.";
  if (!areDoorsAsAsked(lesson)) return whyNotSet(lesson);
  const { state, sentence } = doorsProof(lesson, around.now, around.timeZone);
  return state === "proven" ? undefined : sentence;
};

const IN_TEAMS = "Open the meeting options in Teams and change it there.";

/** The evening before there is no one to mute: what helps is to put the options right. */
const whyNotSet = ({ doors: { asked, seen, notSet } }: Lesson): string => {
  if (asked === undefined) return "Its meeting options are not set yet. Lesson Guard keeps trying.";
  if (seen === undefined || (notSet !== undefined && notSet.at >= seen.at))
    return "Teams has not accepted its meeting options. Set who waits in the lobby yourself, in the meeting options in Teams.";
  const wrong = differences(asked.options, seen.options).map((option) => OPTION_WORDS[option]);
  return `Teams shows another setting for ${wrong.join(", ")}. ${IN_TEAMS}`;
};

/** "The 10:00 class lesson": no title, which may hold a child's name. */
export const calledTomorrow = ({ kind }: Lesson, startsAt: string, timeZone: string): string => {
  const what = kind === undefined || kind === "not a lesson" ? "meeting" : `${kind} lesson`;
  return capital(`the ${clockTime(startsAt, timeZone)} ${what}`);
};

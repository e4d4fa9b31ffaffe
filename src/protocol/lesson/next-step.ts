import { asksParent, parentAway } from "../rules/s4-parent-stays.ts";
import { isPostponed, isToBeTold, mayRecord } from "../rules/s5-recorded-if-alone.ts";
import { wantsStaff } from "./alone.ts";
import { isListCurrent, notShownSince } from "./call-list.ts";
import { checksOf } from "./checks.ts";
import type { KindDoubt } from "./conduct-words.ts";
import { END_BY_HAND, isBeyondReach, whyNoRemoval } from "./doors.ts";
import { isLessonKind } from "./kind.ts";
import { kindDoubt } from "./kind-again.ts";
import { HOW_TO_RECORD, isOneToOne, postponeWords, STOP_FIRST } from "./one-to-one.ts";
import { isTimeUp, plannedEnd } from "./planned-time.ts";
import { pupilRows, unknownPeople } from "./presence.ts";
import type { ButtonName } from "./presses.ts";
import { isStanding } from "./recording.ts";
import type { Lesson } from "./state.ts";
import { isAnybodySeen, stillOpen } from "./sweep.ts";
import { isRecordingAllowed, noticedUnrecorded, unrecordedNow } from "./unrecorded.ts";
import { unsortedWords } from "./unsorted.ts";

/** The one thing to do next, once the lesson is on. */
export type NextStep = {
  /** The step in a sentence. */
  readonly lead?: string;
  /** The button that stands out. Absent while the next step is done in Teams, or cannot be done yet. */
  readonly press?: ButtonName;
};

/**
 * Let Lesson Guard in, sort out the names, let cameras on, look, all others fine (S1, B5, C4, C6). No button that
 * confirms a check stands out while Lesson Guard is not in, no pupil is here, or a name is to be sorted out.
 */
export const nextStep = (lesson: Lesson, now: string): NextStep => {
  const { phase, call } = lesson;
  if (phase === "paused") return beforeResume(lesson);
  if (!isLessonKind(lesson) || (phase !== "arrival" && phase !== "live")) return {};
  if (call.state === "waiting") return { lead: "First let Lesson Guard in." };
  const { lead, press } = stepInside(lesson, now);
  return {
    lead,
    ...(press === undefined || (call.state !== "in" && press !== "open-panel") ? {} : { press }),
  };
};

/** Resume opens the lesson to everyone who is inside (C4). */
const beforeResume = (lesson: Lesson): NextStep => {
  const words = unsortedWords(lesson);
  return words === "" || wantsStaff(lesson)
    ? {}
    : { lead: `${words} Look who it is before you press Resume.` };
};

const postponing = (lesson: Lesson, lead: string): { readonly lead: string; readonly press?: ButtonName } =>
  whyNoRemoval(lesson) === undefined ? { lead, press: "end-lesson" } : { lead };

/** Only where Teams has said until when it is planned. */
const isOverTime = (lesson: Lesson, now: string): boolean =>
  plannedEnd(lesson) !== undefined && isTimeUp(lesson, now) && !isBeyondReach(lesson);

const stepInside = (lesson: Lesson, now: string): { readonly lead: string; readonly press?: ButtonName } => {
  // The next step depends on who is inside.
  if (notShownSince(lesson) !== undefined)
    return { lead: "Count by eye: Teams does not show who is inside." };
  if (isPostponed(lesson)) return postponing(lesson, postponeWords(lesson));
  if (isOverTime(lesson, now)) {
    const stop = isStanding(lesson, "recording") ? `${STOP_FIRST} ` : "";
    return lesson.call.state === "in"
      ? {
          lead: `The lesson's time is up. ${stop}To end it for everyone, press End lesson.`,
          press: "end-lesson",
        }
      : { lead: `The lesson's time is up. ${stop}${END_BY_HAND}` };
  }
  if (lesson.register.length === 0)
    return { lead: "First choose the register: without it, names cannot be matched." };
  const people = unknownPeople(lesson);
  const unknown = people.filter(({ later, notExpected }) => later !== true && notExpected !== true).length;
  // Only the panel shows names.
  if (unknown > 0)
    return {
      lead: unknown === 1 ? "First sort out 1 name." : `First sort out ${unknown} names.`,
      press: "open-panel",
    };
  // One in the lobby is kept out in Teams, and holds up nothing here.
  const strangers = people.filter(({ notExpected, place }) => notExpected === true && place === "in").length;
  if (strangers > 0)
    return {
      lead:
        strangers === 1
          ? "First remove 1 person who is not expected."
          : `First remove ${strangers} people who are not expected.`,
      press: "open-panel",
    };
  if (!pupilRows(lesson).some(({ place }) => place === "in")) return { lead: "No pupil is inside yet." };
  const later = unknownPeople(lesson).filter(({ place }) => place === "in").length;
  if (!lesson.opened.cameras && !isBeyondReach(lesson))
    return {
      lead: `${later === 0 ? "" : `${later} inside ${later === 1 ? "is" : "are"} not known: remove them if you do not expect them. `}Now let cameras on: no grown-up can be seen yet.`,
      press: "let-cameras-on",
    };
  const doubt = kindDoubt(lesson, now);
  if (doubt !== undefined && doubt !== "one child") return { lead: KIND_AGAIN[doubt], press: "open-panel" };
  if (asksParent(lesson))
    return {
      lead:
        lesson.parent === undefined
          ? "Ask the parent to stay in the room for the whole lesson, then press the answer."
          : "Wait with the lesson: ask whether the parent can come back, then press the answer.",
    };
  // The words to say are in the panel only.
  if (isToBeTold(lesson))
    return {
      lead: "Now tell the parent that the lesson will be recorded: the panel has the words.",
      press: "open-panel",
    };
  if (isToBeStarted(lesson))
    return noticedUnrecorded(lesson) === undefined || isRecordingAllowed(lesson)
      ? { lead: `Now start the recording. ${HOW_TO_RECORD}` }
      : postponing(lesson, `Teams does not allow the recording. ${postponeWords(lesson)}`);
  // What can be seen is looked at first.
  if (doubt !== undefined && !isAnybodySeen(lesson)) return { lead: KIND_AGAIN[doubt], press: "open-panel" };
  return look(lesson);
};

/** The parent was told, and the call shows no recording (S5). */
const isToBeStarted = (lesson: Lesson): boolean =>
  mayRecord(lesson) && isListCurrent(lesson) && unrecordedNow(lesson) !== undefined;

const KIND_AGAIN: { readonly [Doubt in KindDoubt]: string } = {
  "one child": "One child is inside. Say in the panel whether this is a one-to-one now.",
  "several children": "More than one child may be inside this one-to-one. Say in the panel what it is now.",
  "another child": "Another child is inside than the one chosen. Say in the panel who this lesson is with.",
};

const isAnyCameraOff = (lesson: Lesson): boolean =>
  pupilRows(lesson).some(({ place, cameraOff }) => place === "in" && cameraOff === true);

const look = (lesson: Lesson): { readonly lead: string; readonly press?: ButtonName } => {
  const words = isOneToOne(lesson) ? LOOK_AT_ONE : LOOK;
  if (isAnybodySeen(lesson)) {
    const lead = `${openWords(lesson)}${words.look}`;
    return lesson.opened.cameras ? { lead, press: "all-others-fine" } : { lead };
  }
  const open = checksOf(lesson).filter(({ state }) => state !== "done");
  const away = parentAway(lesson);
  if (away !== undefined && open.every(({ check }) => check === "adult present"))
    return { lead: `No grown-up is with the child: ${away}.` };
  return { lead: open.length === 0 ? words.done : isAnyCameraOff(lesson) ? words.camera : words.left };
};

/** What the press does not cover, said before it: those rows may be out of sight. */
const openWords = (lesson: Lesson): string => {
  const open = stillOpen(lesson);
  const later = unknownPeople(lesson).filter((one) => one.later === true).length;
  return [
    open === 0 ? "" : `${open} still open: All others fine does not cover ${open === 1 ? "it" : "them"}. `,
    later === 0 ? "" : `${later} name${later === 1 ? "" : "s"} left for later: look who it is. `,
  ].join("");
};

const LOOK = {
  look: "Look at each picture and name. Note what is not right, then press All others fine.",
  done: "All three are checked for everyone inside.",
  camera: "Some are still to check. Look at them, and ask for each camera that is off.",
  left: "Some are still to check. Look at them.",
};

const LOOK_AT_ONE = {
  look: "Look at the picture and the name. Note what is not right, then press All fine.",
  done: "All three are checked.",
  camera: "The pupil is still to check. Ask for the camera.",
  left: "The pupil is still to check.",
};

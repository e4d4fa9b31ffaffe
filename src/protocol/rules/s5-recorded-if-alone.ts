import { outsidersInside } from "../lesson/kind.ts";
import { pupilRows } from "../lesson/presence.ts";
import type { RecordedBy } from "../lesson/recorded-by.ts";
import { type Lesson, NO_LESSON } from "../lesson/state.ts";
import type { Rule } from "./rule.ts";

/**
 * What staff say to the parent before a recording, word for word. The record keeps the words of that day.
 * @param keepDays after which the school deletes it
 */
export const toldWords = (keepDays: number): string =>
  `Because you cannot stay in the room, we will record this lesson, to show that staff keep our safeguarding rules. It is kept securely, and normally deleted after ${keepDays} ${keepDays === 1 ? "day" : "days"}.`;

/** A family may have two devices. */
export const DEVICES_OF_ONE = 2;

/** Whether one child is inside at most: whatever was said of its kind, a lesson with several is never recorded (S2). */
export const isOneChild = (lesson: Lesson): boolean =>
  pupilRows(lesson).filter(({ place }) => place === "in").length <= 1 &&
  outsidersInside(lesson) <= DEVICES_OF_ONE;

/**
 * Whether the meeting options may allow a recording: in a one-to-one that is on, with one child inside at most, once
 * staff have said that the parent cannot stay and has been told. Never for a class or a group (S2).
 */
export const mayRecord = (lesson: Partial<Lesson>): boolean =>
  lesson.kind === "one-to-one" &&
  (lesson.phase === "arrival" || lesson.phase === "live" || lesson.phase === "paused") &&
  lesson.parent?.answer === "cannot stay" &&
  lesson.parent.told !== undefined &&
  isOneChild({ ...NO_LESSON, ...lesson });

/** Whether the parent is still to be told, and can be: a second child inside, or a parent who objects, is not recorded. */
export const isToBeTold = (lesson: Lesson): boolean =>
  lesson.kind === "one-to-one" &&
  lesson.parent?.answer === "cannot stay" &&
  lesson.parent.told === undefined &&
  lesson.parent.notTold === undefined &&
  isOneChild(lesson);

/** Whether the parent of this one-to-one has been told that it will be recorded, and no other answer was given since. */
export const isParentTold = ({ kind, parent }: Pick<Lesson, "kind" | "parent">): boolean =>
  kind === "one-to-one" && parent?.told !== undefined;

/** A recording that the parent was told of. An app that may record is never that one. */
export const isAsTold = (lesson: Lesson, what: RecordedBy): boolean =>
  what === "recording" && isParentTold(lesson) && isOneChild(lesson);

/** What records now, or may, and should not (S2): all but what the parent was told of. */
export const recordedAmiss = (lesson: Lesson): Lesson["recordings"] =>
  lesson.recordings.filter(({ overAt, what }) => overAt === undefined && !isAsTold(lesson, what));

/** Whether the lesson is to be postponed: the parent cannot stay, and objects or was not reached. */
export const isPostponed = ({ kind, parent }: Pick<Lesson, "kind" | "parent">): boolean =>
  kind === "one-to-one" && parent?.answer === "cannot stay" && parent.notTold !== undefined;

export const S5: Rule = {
  title: "Recorded if the parent cannot stay",
  says: "If the parent cannot stay, staff first tell the parent that the lesson will be recorded, for safeguarding.",
  keptBy: ["staff"],
  does: "Gives the words to say. Until staff press why the parent cannot stay, and with that say that the parent was told, Teams is asked to allow no recording, as in every lesson. Then recording is allowed in this lesson and no other, as long as no second child is inside, nor another whose parent was not told; staff start it in Teams, and the panel says whether the call shows it. A minute after the parent has left or cannot stay, and there is still no recording, staff are told in panel and chat what is missing and what to press; the DSL's page says so after the lesson. It can be ended with no alert then. Where the parent objects or is not reached there is no recording: the panel says how to end the lesson with no alert, and has the text to send to the family; summary and export say that it was postponed. A recording that begins before is said to staff at once, and kept in the record as begun before; DSL and headteacher read it on their page, in the lesson and for thirty days after it.",
  cannot:
    "Staff tell the parent themselves, and start and stop the recording in Teams. A recording on a phone is seen by no app.",
  shows: ["panel", "staff card", "record page", "lesson export"],
  proof: [
    "ParentAnswered",
    "RecordingAnnounced",
    "RecordingNotAnnounced",
    "OptionsAsked",
    "OptionsSeen",
    "RecordingSeen",
    "RecordingOver",
    "FoundUnrecorded",
  ],
  state: { is: "kept" },
};

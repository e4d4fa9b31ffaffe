import { type Decision, refuse } from "../decision.ts";
import { isOneChild, isPostponed, mayRecord, toldWords } from "../rules/s5-recorded-if-alone.ts";
import { isCpomsOpen } from "../rules/s6-tell-dsl-in-cpoms.ts";
import { clockTime } from "../time/clock-time.ts";
import type { Actor, DecisionContext, StaffCommand } from "./commands.ts";
import { whyNotAsked } from "./doors.ts";
import { HOW_TO_RECORD, HOW_TO_STOP, isOneToOne, pauseMeanwhile, postponeWords } from "./one-to-one.ts";
import { lastTold } from "./parent-said.ts";
import { type Decide, nothing, notRunning, stamp } from "./press.ts";
import { insideOf, isStanding } from "./recording.ts";
import { isRunning } from "./running.ts";
import type { Lesson, ParentState } from "./state.ts";
import { USUAL_KEEP_DAYS } from "./usual-times.ts";

const notOneToOne = () => refuse("not-a-one-to-one", "Nothing was noted: this is not a one-to-one.");

/** What is to be done with a recording that the answer leaves without its reason. */
const afterRecording = (lesson: Lesson): string =>
  isStanding(lesson, "recording")
    ? ` It is being recorded: stop it. ${HOW_TO_STOP}`
    : mayRecord(lesson) && whyNotAsked(lesson) === undefined
      ? " Teams is asked to allow no recording any more."
      : "";

const WORDS: { readonly [Answer in ParentState["answer"]]: (lesson: Lesson) => string } = {
  stays: () => "Noted: the parent stays.",
  "cannot stay": () =>
    "Noted: the parent cannot stay. Nothing is recorded yet. The panel has the words to say to them.",
  left: (lesson) =>
    `Noted: the parent has left. Wait with the lesson, and ask whether they can come back. Then press the answer.${pauseMeanwhile(lesson)}`,
};

/** S4: the answer, or that it no longer holds. It ends what was answered and said before. */
const answer =
  (given: ParentState["answer"]) =>
  (lesson: Lesson, _command: StaffCommand, by: Actor, around: DecisionContext): Decision => {
    if (!isOneToOne(lesson)) return notOneToOne();
    if (!isRunning(lesson)) return notRunning(lesson);
    const { parent } = lesson;
    if (parent?.answer === given && parent.told === undefined && parent.notTold === undefined)
      return nothing(`Noted already at ${clockTime(parent.at, around.timeZone)}.`);
    if (given === "left" && parent === undefined)
      return refuse("not-asked", "Nothing was noted: first say whether the parent stays.");
    const { at, data, personal } = stamp(by, around);
    return {
      events: [{ type: "ParentAnswered", at, data: { ...data, answer: given }, personal }],
      say: `${WORDS[given](lesson)}${given === "stays" ? afterRecording(lesson) : ""}`,
    };
  };

export const parentStays = answer("stays");
export const parentCannotStay = answer("cannot stay");
export const parentLeft = answer("left");

const notAsked = () =>
  refuse("not-asked", "Nothing was noted, and nothing may be recorded: first press The parent cannot stay.");

/** It began too soon: it goes on with their knowledge, and the record keeps when. */
const ALREADY_RECORDED = "A recording runs already: it began before the parent was told.";

/** S5: the one press that lets a recording begin. Telling is not asking: a parent who objects is not recorded. */
export const parentTold: Decide<"parent-told"> = (lesson, { reason }, by, around) => {
  if (!isOneToOne(lesson)) return notOneToOne();
  if (!isRunning(lesson)) return notRunning(lesson);
  if (lesson.parent?.answer !== "cannot stay") return notAsked();
  if (!isOneChild(lesson))
    return refuse(
      "not-a-one-to-one",
      "Nothing was noted, and nothing may be recorded: more than one child is inside. In a one-to-one there is one.",
    );
  if (mayRecord(lesson))
    return nothing(`Noted already at ${clockTime(lesson.parent.told?.at ?? around.now, around.timeZone)}.`);
  const { at, data, personal } = stamp(by, around);
  const { keepDays = USUAL_KEEP_DAYS } = around.recordings ?? {};
  return {
    events: [
      {
        type: "RecordingAnnounced",
        at,
        data: { ...data, reason, words: toldWords(keepDays), keepDays, heardBy: insideOf(lesson) },
        personal,
      },
    ],
    say: `Noted: the parent was told. ${whyNotAsked(lesson) ? "" : "Teams is asked to allow a recording of this lesson. "}${
      isStanding(lesson, "recording") ? ALREADY_RECORDED : HOW_TO_RECORD
    }`,
  };
};

/** S6: a recording that Teams does not show opens the same tasks, by the word of staff; whatever kind it is by now. */
export const itWasRecorded: Decide<"it-was-recorded"> = (lesson, _command, by, around) => {
  if (lastTold(lesson) === undefined)
    return refuse("not-asked", "Nothing was noted: the parent was not told of a recording.");
  if (lesson.asTold !== undefined)
    return nothing(`Noted already at ${clockTime(lesson.asTold.at, around.timeZone)}.`);
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "RecordingSaid", at, data, personal }],
    say: "Noted: it was recorded. Tell the DSL in CPOMS, and note the reference here.",
  };
};

/** S6: the reference under which CPOMS has it; a second one takes the place of the first, and both stay recorded. */
export const recordingInCpoms: Decide<"recording-in-cpoms"> = (lesson, { reference }, by, around) => {
  if (lesson.asTold === undefined && lesson.parent?.told === undefined)
    return refuse("not-asked", "Nothing was noted: the parent was not told of a recording.");
  if (lesson.cpoms?.reference === reference && !isCpomsOpen(lesson)) return nothing("Noted already.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "RecordingInCpoms", at, data, personal: { ...personal, reference } }],
    say: "Noted: this lesson is in CPOMS.",
  };
};

/** S5: no recording, so no lesson alone with the child. No one is alerted. */
export const parentNotTold: Decide<"parent-not-told"> = (lesson, { why }, by, around) => {
  if (!isOneToOne(lesson)) return notOneToOne();
  if (!isRunning(lesson)) return notRunning(lesson);
  if (lesson.parent?.answer !== "cannot stay") return notAsked();
  if (isPostponed(lesson) && lesson.parent.notTold?.why === why) return nothing(postponeWords(lesson));
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "RecordingNotAnnounced", at, data: { ...data, why }, personal }],
    say: `Noted. ${postponeWords(lesson)}${afterRecording(lesson)}`,
  };
};

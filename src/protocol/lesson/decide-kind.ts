import { refuse } from "../decision.ts";
import type { Actor, DecisionContext } from "./commands.ts";
import { areDoorsAsAsked, isBeyondReach, whyNotAsked } from "./doors.ts";
import type { LessonEvent } from "./events.ts";
import { isLessonKind, mayUndoKind, staysLesson } from "./kind.ts";
import { childAlone, chosenChild, kindDoubt } from "./kind-again.ts";
import { ONE_TO_ONE_AHEAD } from "./one-to-one.ts";
import { differences } from "./options.ts";
import { type Decide, nothing, notRunning, stamp } from "./press.ts";
import type { Lesson } from "./state.ts";
import { optionsFor } from "./wanted-options.ts";

/** What becomes of the meeting options; most kinds want the same, and then nothing new is asked. */
const optionsWords = (after: Lesson): string => {
  if (isBeyondReach(after))
    return "This sort of meeting cannot be protected. Plan the lesson as a scheduled Teams meeting.";
  if (whyNotAsked(after) !== undefined)
    return "The meeting options are set as soon as Teams shows Lesson Guard this meeting.";
  const [wanted, asked] = [optionsFor(after), after.doors.asked?.options];
  if (wanted === undefined || asked === undefined || differences(wanted, asked).length > 0)
    return "Teams is asked to set the meeting options.";
  return areDoorsAsAsked(after)
    ? "The meeting options stay as they are."
    : "Teams was asked to set the meeting options already.";
};

/** S3: staff say what kind a meeting is. "Not a lesson" is refused once families are inside. */
export const chooseKind: Decide<"choose-kind"> = (lesson, { kind }, by, around) => {
  if (lesson.kind === kind)
    return nothing(kind === "not a lesson" ? "Already set: not a lesson." : `Already set: ${kind} lesson.`);
  if (lesson.phase === "shut" || lesson.phase === "over") return notRunning(lesson);
  const stays = kind === "not a lesson" ? staysLesson(lesson) : undefined;
  if (stays !== undefined) return refuse("stays-lesson", stays);
  const event: LessonEvent = {
    type: "KindChosen",
    at: around.now,
    data: {
      kind,
      by: by.id,
      how: "staff",
      ...(kindDoubt(lesson, around.now) === undefined ? {} : { once: true }),
    },
    personal: { byName: by.name },
  };
  if (kind === "not a lesson")
    return {
      events: [event],
      say: "Noted: not a lesson. Lesson Guard leaves this meeting alone. Press Undo if that was wrong.",
    };
  if (isBeyondReach(lesson))
    return {
      events: [event],
      say: "Noted, but this sort of meeting cannot be protected. Plan the lesson as a scheduled Teams meeting.",
    };
  const options = optionsWords({ ...lesson, kind });
  return kind === "one-to-one"
    ? {
        events: [event, ...withChildAlone(lesson, by, around)],
        say: `Noted: one-to-one. ${options} ${ONE_TO_ONE_AHEAD}`,
      }
    : { events: [event], say: `Noted: ${kind} lesson. ${options}` };
};

/** S3: it is with the one child who is inside; staff can choose another. */
const withChildAlone = (lesson: Lesson, by: Actor, around: DecisionContext): readonly LessonEvent[] => {
  const child = childAlone(lesson);
  if (child === undefined || child === chosenChild(lesson)) return [];
  const { at, data, personal } = stamp(by, around);
  return [{ type: "ChildChosen", at, data: { ...data, pupil: child, how: "inside" }, personal }];
};

export const undoKind: Decide<"undo-kind"> = (lesson, _command, by, around) => {
  const { kindBefore: before } = lesson;
  if (before === undefined) return nothing("Nothing to undo.");
  if (lesson.phase === "shut" || lesson.phase === "over") return notRunning(lesson);
  if (!mayUndoKind(lesson)) return refuse("stays-lesson", staysLesson(lesson) ?? "");
  const { at, personal } = stamp(by, around);
  return {
    events: [{ type: "KindUndone", at, data: { by: by.id, ...before }, personal }],
    say: isLessonKind(before)
      ? `Undone: this is a ${before.kind} lesson. ${optionsWords({ ...lesson, ...before })}`
      : before.kind === undefined
        ? "Undone. Say what kind of meeting this is."
        : "Undone: not a lesson.",
  };
};

import { type Decision, refuse } from "../decision.ts";
import { clockTime } from "../time/clock-time.ts";
import type { Actor, DecisionContext, Report, StaffCommand } from "./commands.ts";
import { rightWord } from "./conduct-words.ts";
import { noPermission, noteException } from "./decide-checklist.ts";
import { backgroundChecked, followException } from "./decide-conduct.ts";
import { undoPress } from "./decide-undo.ts";
import type { LessonEvent } from "./events.ts";
import { isOneToOne } from "./one-to-one.ts";
import { isRefusedFor } from "./presence.ts";
import { type Decide, nothing, notRunning, plural, stamp } from "./press.ts";
import { isRunning } from "./running.ts";
import type { Lesson, ParentState } from "./state.ts";
import { beginsFrom, isInZoom, takesPlaceAgain } from "./zoom.ts";
import type { ZoomStep } from "./zoom-events.ts";

const begin: Decide<"begin-by-hand"> = (lesson, _command, by, around) => {
  if (isRunning(lesson)) return nothing("Noted already.");
  const { at, data, personal } = stamp(by, around);
  if (takesPlaceAgain(lesson, around.now))
    return {
      events: [{ type: "BegunByHand", at, data: { ...data, planned: true }, personal }],
      say: "Noted: it takes place after all. It is planned again.",
    };
  if (beginsFrom(lesson, around.now) !== undefined)
    return refuse("too-early", "Nothing was noted: it can be begun from one hour before its time.");
  return {
    events: [{ type: "BegunByHand", at, data, personal }],
    say: lesson.phase === "over" ? "Noted: it goes on." : "Noted: the lesson is on.",
  };
};

/** Only a person says that it is over: no one can see it in Zoom. */
const over: Decide<"over-by-hand"> = (lesson, _command, by, around) => {
  if (lesson.phase === "over") return nothing("Noted already.");
  return {
    events: [{ type: "OverByHand", ...stamp(by, around) }],
    say: lesson.phase === "planned" ? "Noted: it does not take place." : "Noted: it is over.",
  };
};

const NOTED: { readonly [S in ZoomStep]: string } = {
  "waiting room": "Noted: you say that the waiting room is on.",
  lock: "Noted: you say that the meeting is locked.",
  pause: "Noted: you say that it is paused in Zoom.",
  resume: "Noted: you say that it goes on.",
  remove: "Noted: you say that you removed a person.",
  end: "Noted: you say that you ended it for all. Press It is over.",
};

/** What staff say that they did in Zoom. It is noted as their word. */
const noteInZoom: Decide<"note-in-zoom"> = (lesson, { step }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  const { at, data, personal } = stamp(by, around);
  return { events: [{ type: "DoneInZoom", at, data: { ...data, step }, personal }], say: NOTED[step] };
};

const onRegister = (lesson: Lesson, pupil: string): boolean => lesson.register.some(({ id }) => id === pupil);

const noPupil = (): Decision => refuse("no-pupil", "That pupil is not on this lesson's register.");

/** Singly, by the eyes of the person who presses: who is there, and whose camera is on, is not known. */
const check: Decide<"check-pupil"> = (lesson, { pupil }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  if (!onRegister(lesson, pupil)) return noPupil();
  if (isRefusedFor(lesson, pupil)) return noPermission();
  const known = lesson.pupils[pupil];
  const open = (known?.exceptions ?? []).filter(({ putRightAt }) => putRightAt === undefined);
  if (known?.checked !== undefined && open.length === 0) return nothing("Already checked.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [
      ...open.map(
        ({ reason }): LessonEvent => ({
          type: "ExceptionPutRight",
          at,
          data: { ...data, pupil, reason },
          personal,
        }),
      ),
      { type: "PupilsChecked", at, data: { ...data, how: "each", pupils: [pupil] }, personal },
    ],
    say: "Checked.",
  };
};

const putRight: Decide<"put-right"> = (lesson, { pupil, reason }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  if (!onRegister(lesson, pupil)) return noPupil();
  const isOpen = lesson.pupils[pupil]?.exceptions.some(
    (one) => one.reason === reason && one.putRightAt === undefined,
  );
  if (isOpen !== true) return nothing("Nothing of this kind is open for this pupil.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "ExceptionPutRight", at, data: { ...data, pupil, reason }, personal }],
    say: `${rightWord(reason)}.`,
  };
};

const PARENT: { readonly [Answer in ParentState["answer"]]: string } = {
  stays: "Noted: the parent stays.",
  "cannot stay":
    "Noted: the parent cannot stay. Lesson Guard cannot look after a recording in Zoom: postpone the lesson, or hold it in Teams.",
  left: "Noted: the parent has left. Ask whether they can come back, and press the answer. If they cannot, end the lesson.",
};

/** S4. A recording in Zoom cannot be looked after (S5 to S7): without the parent the lesson is postponed. */
const answered =
  (answer: ParentState["answer"]) =>
  (lesson: Lesson, _command: StaffCommand, by: Actor, around: DecisionContext): Decision => {
    if (!isOneToOne(lesson))
      return refuse("not-a-one-to-one", "Nothing was noted: this is not a one-to-one.");
    if (!isRunning(lesson)) return notRunning(lesson);
    if (lesson.parent?.answer === answer)
      return nothing(`Noted already at ${clockTime(lesson.parent.at, around.timeZone)}.`);
    if (answer === "left" && lesson.parent === undefined)
      return refuse("not-asked", "Nothing was noted: first say whether the parent stays.");
    const { at, data, personal } = stamp(by, around);
    return {
      events: [{ type: "ParentAnswered", at, data: { ...data, answer }, personal }],
      say: PARENT[answer],
    };
  };

const setRegister: Decide<"set-register"> = (lesson, { source, register }, by, around) => {
  if (lesson.phase === "over") return notRunning(lesson);
  if (register.length === 0) return refuse("empty", "The register is empty. Nothing was changed.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [
      {
        type: "RegisterSet",
        at,
        data: { ...data, source, pupils: register.map(({ id }) => id) },
        personal: { ...personal, register },
      },
    ],
    say: `${plural(register.length, "pupil", "pupils")} on the register.`,
  };
};

/** All that can be pressed in it. Whatever is not here acts in Teams, or rests on what only Teams shows. */
const DECIDERS: { readonly [P in StaffCommand["press"]]?: Decide<P> } = {
  "begin-by-hand": begin,
  "over-by-hand": over,
  "note-in-zoom": noteInZoom,
  "check-pupil": check,
  "note-exception": noteException,
  "put-right": putRight,
  "follow-exception": followException,
  "background-checked": backgroundChecked,
  "parent-stays": answered("stays"),
  "parent-cannot-stay": answered("cannot stay"),
  "parent-left": answered("left"),
  "set-register": setRegister,
  "undo-press": undoPress,
};

/** What a press leads to in a lesson in Zoom (C1). */
export const decideInZoom = (
  lesson: Lesson,
  command: StaffCommand,
  by: Actor,
  around: DecisionContext,
): Decision => {
  const decider = DECIDERS[command.press] as Decide<StaffCommand["press"]> | undefined;
  return decider === undefined
    ? refuse(
        "in-zoom",
        "Nothing was done: this lesson is in Zoom, where Lesson Guard can do nothing. Press it in Zoom yourself.",
      )
    : decider(lesson, command, by, around);
};

/** Presses of a lesson in Zoom mean nothing in Teams, which shows and does these itself. */
export const onlyInZoom = (lesson: Lesson): Decision =>
  isInZoom(lesson)
    ? nothing("")
    : refuse(
        "not-in-zoom",
        "Nothing was noted: this lesson is in Teams, and Teams says when it is on and over.",
      );

const HEARD: ReadonlySet<Report["report"]> = new Set<Report["report"]>([
  "lesson-planned",
  "plan-step-done",
  "plan-step-refused",
  "refusals-on-file",
  "planned-end-passed",
]);

/** Whether this can be said of a lesson in Zoom: of a meeting, a call or its people nothing can. */
export const isHeardInZoom = ({ report }: Report): boolean => HEARD.has(report);

/** Asked once, while it is on, or where no one has said that it began: whether it took place is then not known. */
export const plannedEndPassed = (lesson: Lesson, at: string): readonly LessonEvent[] => {
  if (!isInZoom(lesson) || lesson.phase === "over" || lesson.zoom?.endPassedAt !== undefined) return [];
  return [{ type: "PlannedEndPassed", at, data: isRunning(lesson) ? {} : { begun: false } }];
};

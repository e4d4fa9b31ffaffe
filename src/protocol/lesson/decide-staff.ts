import { type Decision, refuse } from "../decision.ts";
import type { Actor, DecisionContext, StaffCommand } from "./commands.ts";
import { checkPupil, noteException, putRight, recognise, sweep } from "./decide-checklist.ts";
import {
  adultsStillThere,
  agreeRoom,
  backgroundChecked,
  chooseChild,
  choosePurpose,
  followException,
  keepKind,
  lookUpHome,
  noteScreenshot,
  screenshotOver,
} from "./decide-conduct.ts";
import { endForAll, endLesson, undoEnd } from "./decide-end.ts";
import { firstCopyDeleted, recordingDeleted, recordingInFolder, takeBack } from "./decide-filing.ts";
import { chooseKind, undoKind } from "./decide-kind.ts";
import { leaveOption, putOptionBack } from "./decide-left.ts";
import {
  itWasRecorded,
  parentCannotStay,
  parentLeft,
  parentNotTold,
  parentStays,
  parentTold,
  recordingInCpoms,
} from "./decide-parent.ts";
import { open, pause, remove, resume } from "./decide-room.ts";
import { undoPress } from "./decide-undo.ts";
import { decideInZoom, onlyInZoom } from "./decide-zoom.ts";
import { type Decide, mayStartLesson, notRunning, plural } from "./press.ts";
import type { Lesson } from "./state.ts";
import { isInZoom } from "./zoom.ts";

const setRegister: Decide<"set-register"> = (lesson, { source, register }, by, around) => {
  if (lesson.phase === "over") return notRunning(lesson);
  if (register.length === 0) return refuse("empty", "The register is empty. Nothing was changed.");
  return {
    events: [
      {
        type: "RegisterSet",
        at: around.now,
        data: { by: by.id, source, pupils: register.map((pupil) => pupil.id) },
        personal: { byName: by.name, register },
      },
    ],
    say: `${plural(register.length, "pupil", "pupils")} on the register.`,
  };
};

const deciders: { readonly [P in StaffCommand["press"]]: Decide<P> } = {
  "choose-kind": chooseKind,
  "choose-purpose": choosePurpose,
  "choose-child": chooseChild,
  "keep-kind": keepKind,
  "background-checked": backgroundChecked,
  "set-register": setRegister,
  "names-match": sweep,
  "all-others-fine": sweep,
  "check-pupil": checkPupil,
  "note-exception": noteException,
  "put-right": putRight,
  "follow-exception": followException,
  "agree-room": agreeRoom,
  "look-up-home": lookUpHome,
  "adults-still-there": adultsStillThere,
  "note-screenshot": noteScreenshot,
  "screenshot-over": screenshotOver,
  recognise,
  remove,
  "leave-option": leaveOption,
  "put-option-back": putOptionBack,
  "let-cameras-on": open("cameras", true),
  "cameras-off": open("cameras", false),
  "let-mics-on": open("mics", true),
  "mics-off": open("mics", false),
  "parent-stays": parentStays,
  "parent-cannot-stay": parentCannotStay,
  "parent-left": parentLeft,
  "parent-told": parentTold,
  "parent-not-told": parentNotTold,
  "it-was-recorded": itWasRecorded,
  "recording-in-cpoms": recordingInCpoms,
  "recording-in-folder": recordingInFolder,
  "first-copy-deleted": firstCopyDeleted,
  "recording-deleted": recordingDeleted,
  "take-back-word": takeBack,
  pause: mayStartLesson(pause),
  resume,
  "end-for-all": mayStartLesson(endForAll),
  "end-lesson": endLesson,
  "undo-end": undoEnd,
  "undo-kind": undoKind,
  "undo-press": undoPress,
  "begin-by-hand": onlyInZoom,
  "over-by-hand": onlyInZoom,
  "note-in-zoom": onlyInZoom,
};

/** Whether a press makes sense for a meeting of this kind, or before anyone has said what kind it is. */
const isReady = ({ kind, phase }: Lesson, { press }: StaffCommand): boolean =>
  press === "choose-kind" ||
  press === "undo-kind" ||
  press === "set-register" ||
  (kind === undefined
    ? phase === "planned" && (press === "pause" || press === "end-for-all")
    : kind !== "not a lesson");

/** What a press of a member of staff leads to. Who may press is decided before (authorise.ts). */
export const decideStaff = (
  lesson: Lesson,
  command: StaffCommand,
  by: Actor,
  around: DecisionContext,
): Decision => {
  if (isInZoom(lesson)) return decideInZoom(lesson, command, by, around);
  const decider = deciders[command.press] as Decide<StaffCommand["press"]>;
  if (!isReady(lesson, command)) return refuse("not-a-lesson", "First say whether this is a lesson.");
  return decider(lesson, command, by, around);
};

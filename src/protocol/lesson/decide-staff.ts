import { countsOf, sweepable } from "../checklist.ts";
import { addMs, clockTime } from "../clock-time.ts";
import { type Decision, refuse } from "../decision.ts";
import { openExceptions, peopleOf, pupilRows, pupilsOf } from "../presence.ts";
import type { ExceptionReason } from "../words.ts";
import type { Actor, StaffCommand, Surroundings } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import type { Lesson } from "./state.ts";

type Decide<P extends StaffCommand["press"]> = (
  lesson: Lesson,
  command: Extract<StaffCommand, { press: P }>,
  by: Actor,
  around: Surroundings,
) => Decision;

const NOTHING = (say: string): Decision => ({ events: [], say });

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const stamp = (by: Actor, around: Surroundings) => ({
  at: around.now,
  data: { by: by.id },
  personal: { byName: by.name },
});

const isRunning = (lesson: Lesson): boolean =>
  lesson.phase === "arrival" || lesson.phase === "live" || lesson.phase === "paused";

const notRunning = (lesson: Lesson): Decision =>
  lesson.phase === "planned"
    ? refuse("not-started", "The lesson has not started. This works from the moment it does.")
    : lesson.phase === "shut"
      ? refuse("shut", "The lesson has been ended. Its doors stay shut.")
      : refuse("over", "The lesson is over.");

const chooseKind: Decide<"choose-kind"> = (lesson, { kind }, by, around) => {
  if (lesson.kind === kind)
    return NOTHING(kind === "not a lesson" ? "Already set: not a lesson." : `Already set: ${kind} lesson.`);
  if (lesson.phase === "shut" || lesson.phase === "over") return notRunning(lesson);
  const event: LessonEvent = {
    type: "KindChosen",
    at: around.now,
    data: { kind, by: by.id, how: "staff" },
    personal: { byName: by.name },
  };
  if (kind === "not a lesson")
    return { events: [event], say: "Noted: not a lesson. Lesson Guard leaves this meeting alone." };
  if (!lesson.protectable)
    return {
      events: [event],
      say: "Noted, but this sort of meeting cannot be protected. Plan the lesson as a scheduled Teams meeting.",
    };
  return { events: [event], say: `Noted: ${kind} lesson. The meeting options are being set.` };
};

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

/** S1, C6: one press checks everybody who is here under a known name; the record keeps "sweep". */
const allOthersFine: Decide<"all-others-fine"> = (lesson, _command, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  const rows = pupilRows(lesson).filter(sweepable);
  const { unknown } = countsOf(lesson);
  const rest = unknown === 0 ? "" : ` ${plural(unknown, "name", "names")} still to settle.`;
  if (rows.length === 0) return NOTHING(`Nobody new to check.${rest}`);
  const pupils = rows.map((row) => row.pupil);
  const base = { at: around.now, personal: { byName: by.name } };
  const recognised = rows
    .flatMap((row) => row.people)
    .filter((id, at, all) => all.indexOf(id) === at)
    .flatMap((person): readonly LessonEvent[] => {
      const device = lesson.people[person];
      if (device === undefined) return [];
      // All whom the device stands for: a sibling with an open exception is still on it.
      const { pupils: of, settled } = pupilsOf(lesson, device);
      const recognition = { as: "pupils", pupils: of } as const;
      const data = { by: by.id, person, how: "sweep", recognition } as const;
      return settled ? [] : [{ ...base, type: "PersonRecognised", data }];
    });
  return {
    events: [...recognised, { ...base, type: "PupilsChecked", data: { by: by.id, how: "sweep", pupils } }],
    say: `${plural(pupils.length, "pupil", "pupils")} checked in one sweep.${rest}`,
  };
};

const onRegister = (lesson: Lesson, pupil: string): boolean =>
  lesson.register.some((one) => one.id === pupil);
const noPupil = (): Decision => refuse("no-pupil", "That pupil is not on this lesson's register.");

const checkPupil: Decide<"check-pupil"> = (lesson, { pupil }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  const row = pupilRows(lesson).find((one) => one.pupil === pupil);
  if (row === undefined) return noPupil();
  if (row.checked?.how === "each" && openExceptions(row) === 0) return NOTHING("Already checked.");
  const base = { at: around.now, personal: { byName: by.name } };
  const putRight = [
    ...new Set(row.exceptions.filter((one) => one.putRightAt === undefined).map((one) => one.reason)),
  ];
  return {
    events: [
      ...putRight.map(
        (reason): LessonEvent => ({ ...base, type: "ExceptionPutRight", data: { by: by.id, pupil, reason } }),
      ),
      { ...base, type: "PupilsChecked", data: { by: by.id, how: "each", pupils: [pupil] } },
    ],
    say: "Checked.",
  };
};

const hasOpen = (lesson: Lesson, pupil: string, reason: ExceptionReason): boolean =>
  lesson.pupils[pupil]?.exceptions.some((one) => one.reason === reason && one.putRightAt === undefined) ??
  false;

const noteException: Decide<"note-exception"> = (lesson, { pupil, reason }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  if (!onRegister(lesson, pupil)) return noPupil();
  if (hasOpen(lesson, pupil, reason)) return NOTHING("Already noted.");
  return {
    events: [
      {
        type: "ExceptionNoted",
        at: around.now,
        data: { by: by.id, pupil, reason },
        personal: { byName: by.name },
      },
    ],
    say: EXCEPTION_STEPS[reason],
  };
};

/** What to do about each exception, in the order of doing (B1, B3, B4, B5, C6, S1). */
const EXCEPTION_STEPS: Readonly<Record<ExceptionReason, string>> = {
  "no adult seen": "Noted. Ask for a grown-up to come and say hello.",
  "not a family room":
    "Noted. 1: switch that camera off in Teams, or press All cameras off. 2: ask them to move to a family room.",
  "name not shown": "Noted. Ask them to show the child's name.",
  dress: "Noted. Camera off first, then ask them to change.",
  language: "Noted. Mute in Teams, then remind everyone who can be heard.",
  "adult spoke to others": "Noted. Remind the grown-up to help their own child only.",
};

const putRight: Decide<"put-right"> = (lesson, { pupil, reason }, by, around) => {
  if (!onRegister(lesson, pupil)) return noPupil();
  if (!hasOpen(lesson, pupil, reason)) return NOTHING("Already put right.");
  return {
    events: [
      {
        type: "ExceptionPutRight",
        at: around.now,
        data: { by: by.id, pupil, reason },
        personal: { byName: by.name },
      },
    ],
    say: "Put right.",
  };
};

const recognise: Decide<"recognise"> = (lesson, { person, recognition }, by, around) => {
  const known = lesson.people[person];
  if (known === undefined) return refuse("no-person", "That person is no longer in the meeting.");
  if (recognition.as === "pupils") {
    const { pupils } = recognition;
    // As no pupil at all, somebody would be settled and in nobody's row: out of sight.
    if (pupils.length === 0 || !pupils.every((one) => onRegister(lesson, one))) return noPupil();
  }
  if (recognition.as === "staff" && !known.staff)
    return refuse(
      "not-signed-in",
      "Teams does not know this person as staff. Ask them to sign in with their school account.",
    );
  if (JSON.stringify(known.recognised) === JSON.stringify(recognition)) return NOTHING("Noted already.");
  return {
    events: [
      {
        type: "PersonRecognised",
        at: around.now,
        data: { by: by.id, person, how: "each", recognition },
        personal: { byName: by.name },
      },
    ],
    say:
      recognition.as === "stranger"
        ? "Marked as not expected. Press Remove, or leave them in the lobby."
        : "Noted.",
  };
};

/** C4: somebody who was not invited. Graph cannot refuse the lobby: a person presses that in Teams. */
const remove: Decide<"remove"> = (lesson, { person }, by, around) => {
  const known = peopleOf(lesson).find((one) => one.id === person);
  if (known === undefined || known.place === "out") return NOTHING("They have left.");
  if (known.place === "lobby")
    return refuse(
      "in-lobby",
      "They are in the lobby: nobody lets them in unless you do. In Teams press Participants, then Deny.",
    );
  if (known.staff) return refuse("staff", "Lesson Guard does not remove staff. Use Participants in Teams.");
  if (lesson.call.state !== "in" || known.source !== "call")
    return refuse(
      "not-in-call",
      "Lesson Guard is not in the call. In Teams press Participants, then Remove.",
    );
  if (known.removal === "asked" || known.removal === "accepted") return NOTHING("Removal was asked already.");
  return {
    events: [
      {
        type: "RemovalOrdered",
        at: around.now,
        data: { people: [person], why: "staff", by: by.id },
        personal: { byName: by.name },
      },
    ],
    say: "Asked Teams to remove them. The list shows when they have left.",
  };
};

const open =
  (what: "CamerasLet" | "MicsLet", on: boolean, already: string, say: string) =>
  (lesson: Lesson, _command: StaffCommand, by: Actor, around: Surroundings): Decision => {
    if (lesson.phase === "paused") return refuse("paused", "The lesson is paused. Press Resume first.");
    if (!isRunning(lesson)) return notRunning(lesson);
    const is = what === "CamerasLet" ? lesson.opened.cameras : lesson.opened.mics;
    if (is === on) return NOTHING(already);
    const { at, personal } = stamp(by, around);
    return { events: [{ type: what, at, data: { by: by.id, on }, personal }], say };
  };

const pause: Decide<"pause"> = (lesson, _command, by, around) => {
  if (lesson.phase === "paused")
    return NOTHING(`Already paused at ${clockTime(lesson.paused?.at ?? around.now, around.timeZone)}.`);
  if (!isRunning(lesson)) return notRunning(lesson);
  const inCall = lesson.call.state === "in";
  const others = peopleOf(lesson).filter(
    (one) => one.place === "in" && !one.staff && one.identity !== "application" && one.source === "call",
  );
  const mutes: readonly LessonEvent[] =
    inCall && others.length > 0
      ? [{ type: "MuteOrdered", at: around.now, data: { people: others.map((one) => one.id) } }]
      : [];
  return {
    events: [{ type: "Paused", ...stamp(by, around) }, ...mutes],
    say: "Pausing: mics, cameras and chat are being switched off. Resume undoes it.",
  };
};

const resume: Decide<"resume"> = (lesson, _command, by, around) => {
  if (lesson.phase !== "paused")
    return isRunning(lesson) ? NOTHING("The lesson is not paused.") : notRunning(lesson);
  return {
    events: [{ type: "Resumed", ...stamp(by, around) }],
    say: "Resuming: the options from before are being set. Nobody can be unmuted from here: each unmutes themselves.",
  };
};

/** X1. One press; the second is answered, not repeated. */
const endForAll: Decide<"end-for-all"> = (lesson, _command, by, around) => {
  if (lesson.phase === "shut" || (lesson.phase === "over" && lesson.end !== undefined))
    return NOTHING(
      `End for all was pressed at ${clockTime(lesson.end?.askedAt ?? around.now, around.timeZone)}.`,
    );
  if (!isRunning(lesson)) return notRunning(lesson);
  const undoUntil = addMs(around.now, around.undoSeconds * 1000);
  return {
    events: [
      { type: "EndAsked", at: around.now, data: { by: by.id, undoUntil }, personal: { byName: by.name } },
    ],
    say: `Doors and microphones are being shut now. Everyone is removed in ${around.undoSeconds} seconds. Press Undo to stop that.`,
  };
};

const undoEnd: Decide<"undo-end"> = (lesson, _command, by, around) => {
  if (lesson.end === undefined) return NOTHING("Nothing to undo.");
  if (lesson.phase === "over") return notRunning(lesson);
  if (lesson.end.beganAt !== undefined || around.now >= lesson.end.undoUntil)
    return refuse("too-late", "Too late to undo: removal has begun and the DSL is being told.");
  return {
    events: [{ type: "EndUndone", ...stamp(by, around) }],
    say: "Undone. Nobody is removed, and the options from before are being set.",
  };
};

const deciders: { readonly [P in StaffCommand["press"]]: Decide<P> } = {
  "choose-kind": chooseKind,
  "set-register": setRegister,
  "all-others-fine": allOthersFine,
  "check-pupil": checkPupil,
  "note-exception": noteException,
  "put-right": putRight,
  recognise,
  remove,
  "let-cameras-on": open(
    "CamerasLet",
    true,
    "Cameras may be on already.",
    "Cameras may go on once Teams has the setting.",
  ),
  "cameras-off": open(
    "CamerasLet",
    false,
    "Cameras are off already.",
    "All cameras off: asked. Staff cameras stay as they are.",
  ),
  "let-mics-on": open(
    "MicsLet",
    true,
    "Mics may be on already.",
    "Mics may go on once Teams has the setting.",
  ),
  "mics-off": open("MicsLet", false, "Mics are off already.", "All mics off: asked."),
  pause,
  resume,
  "end-for-all": endForAll,
  "undo-end": undoEnd,
};

/** What a press of a member of staff leads to. Who may press is decided before (authorise.ts). */
export const decideStaff = (
  lesson: Lesson,
  command: StaffCommand,
  by: Actor,
  around: Surroundings,
): Decision => {
  const decider = deciders[command.press] as Decide<StaffCommand["press"]>;
  const unready =
    command.press !== "choose-kind" &&
    command.press !== "set-register" &&
    (lesson.kind === undefined || lesson.kind === "not a lesson");
  if (unready) return refuse("not-a-lesson", "First say whether this is a lesson.");
  return decider(lesson, command, by, around);
};

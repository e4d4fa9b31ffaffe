import { type Decision, refuse } from "../decision.ts";
import { clockTime } from "../time/clock-time.ts";
import { wantsStaff } from "./alone.ts";
import { notShownSince } from "./call-list.ts";
import type { Actor, DecisionContext, StaffCommand } from "./commands.ts";
import { areDoorsAsAsked, whyNotAsked } from "./doors.ts";
import type { LessonEvent } from "./events.ts";
import { removalBar } from "./offers.ts";
import type { OpenedTo } from "./person.ts";
import { callPeople, peopleOf } from "./presence.ts";
import { type Decide, nothing, notRunning, stamp } from "./press.ts";
import { isRunning } from "./running.ts";
import { stillSending } from "./sending.ts";
import type { Lesson } from "./state.ts";
import { unsortedInside, unsortedWords } from "./unsorted.ts";

/** C4: removes a person who was not invited. Graph cannot refuse the lobby: staff press that in Teams. */
export const remove: Decide<"remove"> = (lesson, { person }, by, around) => {
  const known = peopleOf(lesson).find((one) => one.id === person);
  if (known === undefined) return nothing("That person is not on the list now.");
  const bar = removalBar(lesson, known);
  if (bar === "out")
    return nothing(
      notShownSince(lesson) === undefined
        ? "They have left."
        : "They had left when Teams last showed who is in the call.",
    );
  if (bar === "lobby") return refuse("in-lobby", "They are in the lobby. In Teams press People, then Deny.");
  if (bar === "staff")
    return refuse("staff", "Lesson Guard does not remove staff. In Teams press People, then Remove.");
  if (bar === "not in call")
    return refuse(
      "not-in-call",
      "Lesson Guard is not in the call and cannot remove anyone. In Teams press People, then Remove.",
    );
  if (bar === "asked") return nothing("Teams was asked to remove them already.");
  return {
    events: [
      {
        type: "RemovalOrdered",
        at: around.now,
        data: { people: [person], why: "staff", by: by.id },
        personal: { byName: by.name },
      },
    ],
    say: "Teams is asked to remove them.",
  };
};

type Kept = "cameras" | "mics";

const WORDS = {
  cameras: {
    allowed: "Cameras are allowed already.",
    off: "Cameras are off already.",
    notAllowed: "Teams allows no cameras already.",
    on: "Cameras can be turned on once Teams has applied this.",
    asked: "Teams is asked to switch cameras off. Staff cameras stay as they are.",
    byHand: "In Teams press ⋯ on their picture, then Disable camera.",
  },
  mics: {
    allowed: "Mics are allowed already.",
    off: "Mics are off already.",
    notAllowed: "Teams allows no mics already.",
    on: "Mics can be turned on once Teams has applied this.",
    asked: "Teams is asked to switch mics off. Staff mics stay as they are.",
    byHand: "In Teams press People, then Mute all.",
  },
} as const satisfies { readonly [What in Kept]: object };

const stillOn = (many: number, what: Kept): string =>
  many === 1 ? `1 ${what === "cameras" ? "camera" : "mic"} is still on.` : `${many} ${what} are still on.`;

/** A second press: what Teams has shown since the first. */
const asBefore = (lesson: Lesson, what: Kept, on: boolean): string => {
  if (!areDoorsAsAsked(lesson) || lesson.doors.notReadAt !== undefined)
    return "Asked already. Waiting for Teams.";
  if (on) return WORDS[what].allowed;
  const still = notShownSince(lesson) === undefined ? stillSending(lesson)?.[what].length : undefined;
  if (still === undefined) return WORDS[what].notAllowed;
  return still === 0 ? WORDS[what].off : `${stillOn(still, what)} ${WORDS[what].byHand}`;
};

/** S1: cameras and mics are let on, or switched off again, for the whole lesson. */
export const open =
  (what: Kept, on: boolean) =>
  (lesson: Lesson, _command: StaffCommand, by: Actor, around: DecisionContext): Decision => {
    if (lesson.phase === "paused") return refuse("paused", "The lesson is paused. Press Resume first.");
    if (!isRunning(lesson)) return notRunning(lesson);
    const why = whyNotAsked(lesson);
    const unreached = on ? UNCHANGED : `Nothing is switched off. ${WORDS[what].byHand}`;
    if (lesson.opened[what] === on)
      return nothing(why === undefined ? asBefore(lesson, what, on) : `${why} ${unreached}`);
    const { at, personal } = stamp(by, around);
    return {
      events: [
        {
          type: what === "cameras" ? "CamerasLet" : "MicsLet",
          at,
          data: { by: by.id, on, ...(on ? openedTo(lesson) : {}) },
          personal,
        },
      ],
      say:
        why === undefined
          ? withUnsorted(WORDS[what][on ? "on" : "asked"], on ? lesson : undefined)
          : `${why} ${unreached}`,
    };
  };

/** For the record: the lesson was opened while these were inside. */
const openedTo = (lesson: Lesson): OpenedTo => {
  const unsorted = unsortedInside(lesson);
  return unsorted === 0 ? {} : { unsorted };
};

const withUnsorted = (say: string, lesson: Lesson | undefined): string =>
  [say, lesson === undefined ? "" : unsortedWords(lesson)].filter((words) => words !== "").join(" ");

const UNCHANGED = "Nothing is changed in Teams.";

export const pause: Decide<"pause"> = (lesson, _command, by, around) => {
  if (lesson.phase === "paused")
    return nothing(`Pause was pressed at ${clockTime(lesson.paused?.at ?? around.now, around.timeZone)}.`);
  if (!isRunning(lesson)) return notRunning(lesson);
  const inCall = lesson.call.state === "in";
  const why = whyNotAsked(lesson);
  const others = callPeople(lesson).filter(
    (one) => one.place === "in" && !one.staff && one.identity !== "application",
  );
  const mutes: readonly LessonEvent[] =
    inCall && others.length > 0
      ? [{ type: "MuteOrdered", at: around.now, data: { people: others.map((one) => one.id) } }]
      : [];
  return {
    events: [{ type: "Paused", ...stamp(by, around) }, ...mutes],
    say: why
      ? `${why} Nothing is switched off. ${WORDS.mics.byHand}`
      : "Pausing: Teams is asked to switch off mics, cameras and chat. Resume undoes it.",
  };
};

export const resume: Decide<"resume"> = (lesson, _command, by, around) => {
  if (lesson.phase !== "paused")
    return isRunning(lesson) ? nothing("The lesson is not paused.") : notRunning(lesson);
  if (wantsStaff(lesson))
    return refuse("alone", "No member of staff is in the lesson. Join in Teams first, then press Resume.");
  const why = whyNotAsked(lesson);
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "Resumed", at, data: { ...data, ...openedTo(lesson) }, personal }],
    say: why
      ? `The lesson goes on. ${why} ${UNCHANGED}`
      : withUnsorted(
          "Resuming: Teams is asked to allow what was allowed before. Each person turns their own mic on again.",
          lesson,
        ),
  };
};

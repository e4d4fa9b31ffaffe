import { type Decision, refuse } from "../decision.ts";
import { clockTime } from "../time/clock-time.ts";
import { wantsStaff } from "./alone.ts";
import { notShownSince } from "./call-list.ts";
import type { Actor, DecisionContext, StaffCommand } from "./commands.ts";
import { areDoorsAsAsked, isBeyondReach } from "./doors.ts";
import type { LessonEvent } from "./events.ts";
import { removalBar } from "./offers.ts";
import { callPeople, peopleOf } from "./presence.ts";
import { type Decide, nothing, notRunning, stamp } from "./press.ts";
import { isRunning } from "./running.ts";
import type { Lesson } from "./state.ts";

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

export const open =
  (what: "CamerasLet" | "MicsLet", on: boolean, already: string, say: string) =>
  (lesson: Lesson, _command: StaffCommand, by: Actor, around: DecisionContext): Decision => {
    if (lesson.phase === "paused") return refuse("paused", "The lesson is paused. Press Resume first.");
    if (!isRunning(lesson)) return notRunning(lesson);
    const is = what === "CamerasLet" ? lesson.opened.cameras : lesson.opened.mics;
    if (is === on)
      return nothing(
        areDoorsAsAsked(lesson) && lesson.doors.notReadAt === undefined
          ? already
          : "Asked already. Waiting for Teams.",
      );
    const { at, personal } = stamp(by, around);
    return { events: [{ type: what, at, data: { by: by.id, on }, personal }], say };
  };

export const pause: Decide<"pause"> = (lesson, _command, by, around) => {
  if (lesson.phase === "paused")
    return nothing(`Pause was pressed at ${clockTime(lesson.paused?.at ?? around.now, around.timeZone)}.`);
  if (!isRunning(lesson)) return notRunning(lesson);
  const inCall = lesson.call.state === "in";
  const others = callPeople(lesson).filter(
    (one) => one.place === "in" && !one.staff && one.identity !== "application",
  );
  const mutes: readonly LessonEvent[] =
    inCall && others.length > 0
      ? [{ type: "MuteOrdered", at: around.now, data: { people: others.map((one) => one.id) } }]
      : [];
  return {
    events: [{ type: "Paused", ...stamp(by, around) }, ...mutes],
    say: isBeyondReach(lesson)
      ? "This meeting is not protected, so nothing is switched off. In Teams press People, then Mute all."
      : "Pausing: Teams is asked to switch off mics, cameras and chat. Resume undoes it.",
  };
};

export const resume: Decide<"resume"> = (lesson, _command, by, around) => {
  if (lesson.phase !== "paused")
    return isRunning(lesson) ? nothing("The lesson is not paused.") : notRunning(lesson);
  if (wantsStaff(lesson))
    return refuse("alone", "No member of staff is in the lesson. Join in Teams first, then press Resume.");
  return {
    events: [{ type: "Resumed", ...stamp(by, around) }],
    say: "Resuming: Teams is asked to allow what was allowed before. Each person turns their own mic on again.",
  };
};

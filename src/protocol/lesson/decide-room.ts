import { type Decision, refuse } from "../decision.ts";
import { addMs, clockTime } from "../time/clock-time.ts";
import type { Actor, DecisionContext, StaffCommand } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import { callPeople, peopleOf } from "./presence.ts";
import { type Decide, isRunning, nothing, notRunning, stamp } from "./press.ts";
import type { Lesson } from "./state.ts";

/** C4: somebody who was not invited. Graph cannot refuse the lobby: a person presses that in Teams. */
export const remove: Decide<"remove"> = (lesson, { person }, by, around) => {
  const known = peopleOf(lesson).find((one) => one.id === person);
  if (known === undefined || known.place === "out") return nothing("They have left.");
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
  if (known.removal === "asked" || known.removal === "accepted") return nothing("Removal was asked already.");
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

export const open =
  (what: "CamerasLet" | "MicsLet", on: boolean, already: string, say: string) =>
  (lesson: Lesson, _command: StaffCommand, by: Actor, around: DecisionContext): Decision => {
    if (lesson.phase === "paused") return refuse("paused", "The lesson is paused. Press Resume first.");
    if (!isRunning(lesson)) return notRunning(lesson);
    const is = what === "CamerasLet" ? lesson.opened.cameras : lesson.opened.mics;
    if (is === on) return nothing(already);
    const { at, personal } = stamp(by, around);
    return { events: [{ type: what, at, data: { by: by.id, on }, personal }], say };
  };

export const pause: Decide<"pause"> = (lesson, _command, by, around) => {
  if (lesson.phase === "paused")
    return nothing(`Already paused at ${clockTime(lesson.paused?.at ?? around.now, around.timeZone)}.`);
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
    say: "Pausing: mics, cameras and chat are being switched off. Resume undoes it.",
  };
};

export const resume: Decide<"resume"> = (lesson, _command, by, around) => {
  if (lesson.phase !== "paused")
    return isRunning(lesson) ? nothing("The lesson is not paused.") : notRunning(lesson);
  return {
    events: [{ type: "Resumed", ...stamp(by, around) }],
    say: "Resuming: the options from before are being set. Nobody can be unmuted from here: each unmutes themselves.",
  };
};

/** X1. One press; the second is answered, not repeated. */
export const endForAll: Decide<"end-for-all"> = (lesson, _command, by, around) => {
  if (lesson.phase === "shut" || (lesson.phase === "over" && lesson.end !== undefined))
    return nothing(
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

export const undoEnd: Decide<"undo-end"> = (lesson, _command, by, around) => {
  if (lesson.end === undefined) return nothing("Nothing to undo.");
  if (lesson.phase === "over") return notRunning(lesson);
  if (lesson.end.beganAt !== undefined || around.now >= lesson.end.undoUntil)
    return refuse("too-late", "Too late to undo: removal has begun and the DSL is being told.");
  return {
    events: [{ type: "EndUndone", ...stamp(by, around) }],
    say: "Undone. Nobody is removed, and the options from before are being set.",
  };
};

import { refuse } from "../decision.ts";
import type { Act } from "./act.ts";
import { undoableAct } from "./acts.ts";
import { type Decide, notRunning } from "./press.ts";
import { isRunning } from "./running.ts";

const UNDONE: { readonly [What in Act["what"]]: string } = {
  recognised: "Undone. This name is to be sorted out again.",
  checked: "Undone. The check does not count.",
  noted: "Undone. The exception does not count.",
  followed: "Undone. The exception is as it was before.",
  "put right": "Undone. The exception counts as before.",
};

/** @param of when the press was made that the person wants to undo: an older button never undoes a newer press */
export const undoPress: Decide<"undo-press"> = (lesson, { of }, by, { now }) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  const act = undoableAct(lesson, by.id, now);
  if (act?.at !== of)
    return refuse(
      "too-late",
      "Not undone: a press can be undone for one minute, and not once a colleague has changed it.",
    );
  const { what } = act;
  const data = { by: by.id, what, of, pupils: Object.keys(act.pupils), people: Object.keys(act.people) };
  return {
    events: [{ type: "PressUndone", at: now, data, personal: { byName: by.name } }],
    say: UNDONE[what],
  };
};

import { openExceptions } from "../lesson/presence.ts";
import type { PupilRow } from "../screen/view.ts";
import type { Rule } from "./rule.ts";

/**
 * Whether the sweep "All others fine" would check this pupil. It settles the one device that is seen: one beside
 * it wants a look of its own.
 */
export const sweepable = (row: PupilRow): boolean =>
  row.place === "in" && row.checked === undefined && row.devices === undefined && openExceptions(row) === 0;

export const S1: Rule = {
  title: "A grown-up is there",
  says: "A parent or another grown-up is there at the start and stays in the same room throughout.",
  keptBy: ["family"],
  does: "Asks families for it in the checklist and on the page. The staff's checklist asks for it; the record keeps for each pupil whether they were checked, by whom, and whether together or singly. “No adult seen” is noted for one pupil in two presses, at any time in the lesson.",
  cannot:
    "Lesson Guard looks at no picture and hears nothing. Only staff see that a grown-up is there and stays, and whether a person is there who should not be.",
  shows: ["panel", "staff card", "family card", "family page", "lesson export"],
  proof: ["PupilsChecked", "ExceptionNoted", "ExceptionPutRight", "FamilyCardPosted", "FamilyCardNotPosted"],
  exception: "no adult seen",
  state: {
    is: "part",
    missing:
      "One check stands for the grown-up, the room and the name together, and it can be pressed while cameras are off.",
  },
};

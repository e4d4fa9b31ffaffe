import { countOpenExceptions } from "../lesson/presence.ts";
import type { PupilRow } from "../screen/view.ts";
import type { Rule } from "./rule.ts";

/**
 * Whether a sweep would check this pupil. It settles the one device that is seen; a second device has to be looked at
 * by itself. A pupil whose name was checked while no adult could be seen is still to check.
 */
export const sweepable = (row: PupilRow): boolean =>
  row.place === "in" && !isSeenNow(row) && row.devices === undefined && countOpenExceptions(row) === 0;

/** Whether the adult and the room were seen since all cameras were last off: what was seen before is said as such. */
export const isSeenNow = (row: PupilRow): boolean => isAdultSeen(row) && row.checked?.before === undefined;

/** Whether a check counts for the adult and the room, not for the name alone: for the record, whenever it was. */
export const isAdultSeen = ({ checked }: PupilRow): boolean =>
  checked !== undefined && checked.namesOnly !== true;

export const S1: Rule = {
  title: "A grown-up is there",
  says: "A parent or another grown-up is there at the start and stays in the same room throughout.",
  keptBy: ["family"],
  does: "Asks families for it in the checklist and on the page. The staff's checklist has it as one of three checks by name, with how many pupils inside it was seen of; the record keeps for each pupil whether they were checked, by whom, and whether together or singly. A family whose camera is not on is checked by name alone, also where all others are checked together: the record says “names only, adults not seen”, and the pupil is still to check. One press can stand for all three checks; what does not hold for a pupil is noted for its own check, and counts in that one alone. “No adult seen” is noted for one pupil in two presses, at any time in the lesson; beside it, in Teams, staff see whom to phone for this pupil, where the school directory has it: read for that look, kept nowhere, each look recorded. After some minutes (a setting) the panel asks staff to look again whether the adults are still there; one press notes it for those whose camera is on.",
  cannot:
    "Lesson Guard looks at no picture and hears nothing. Only staff see that a grown-up is there and stays, that it is not an older brother or sister, and whether a person is there who should not be.",
  shows: ["panel", "staff card", "family card", "family page", "lesson export"],
  proof: [
    "CamerasSeen",
    "PupilsChecked",
    "FamiliesSeenAgain",
    "ExceptionNoted",
    "ExceptionPutRight",
    "HomeLookedUp",
    "PressUndone",
    "FamilyCardPosted",
    "FamilyCardNotPosted",
  ],
  exception: "no adult seen",
  state: { is: "kept" },
};

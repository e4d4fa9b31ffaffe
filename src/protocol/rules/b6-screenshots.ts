import type { Rule } from "./rule.ts";

export const B6: Rule = {
  title: "Screenshots",
  says: "Parents and pupils take no screenshots. Staff take one only for a defined educational purpose.",
  keptBy: ["family", "staff"],
  does: "The checklist and the page ask families to take no pictures of the screen; where staff notice one, they note it for the pupil. Before a member of staff takes a screenshot they say what for, out of a few purposes of teaching, where it is kept and when it is deleted; afterwards, that it is deleted or was not taken.",
  cannot:
    "Nothing keeps a person from taking a picture of a screen, with a phone least of all. Lesson Guard sees no screenshot: staff delete it on the day, and say so.",
  shows: ["family card", "family page", "panel", "lesson export"],
  proof: [
    "ScreenshotNoted",
    "ScreenshotOver",
    "ExceptionNoted",
    "ExceptionFollowed",
    "ExceptionPutRight",
    "FamilyCardPosted",
    "FamilyCardNotPosted",
  ],
  exception: "screenshot",
  state: { is: "kept" },
};

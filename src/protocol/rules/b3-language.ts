import type { Rule } from "./rule.ts";

export const B3: Rule = {
  title: "Language",
  says: "Every adult who can be heard uses language that is fit for children.",
  keptBy: ["staff", "family"],
  does: "The page for families asks for it. When it does not hold, staff note “Language” for the pupil and read what to do: mute in Teams, then remind everyone who can be heard, with words to say. It is noted for a voice off camera too. The record keeps when the family was asked, and whether it was put right.",
  cannot: "Staff hear it, and judge it. Lesson Guard does not listen.",
  shows: ["family page", "panel", "lesson export"],
  proof: ["ExceptionNoted", "ExceptionFollowed", "ExceptionPutRight", "PressUndone"],
  exception: "language",
  state: { is: "kept" },
};

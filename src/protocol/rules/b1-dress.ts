import type { Rule } from "./rule.ts";

export const B1: Rule = {
  title: "Dress",
  says: "Staff, pupils and everyone who may be seen are suitably dressed.",
  keptBy: ["staff", "family"],
  does: "The page for families asks for it. When it does not hold, staff note “Dress” for the pupil in two presses and read what to do: camera off first, then ask them to change, with words to say. The record keeps when it was noted, when the family was asked, whether and when it was put right, and never a picture.",
  cannot: "Staff see it, and judge it. Lesson Guard looks at no picture.",
  shows: ["family page", "panel", "lesson export"],
  proof: ["ExceptionNoted", "ExceptionFollowed", "ExceptionPutRight", "PressUndone"],
  exception: "dress",
  state: { is: "kept" },
};

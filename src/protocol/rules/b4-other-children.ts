import type { Rule } from "./rule.ts";

export const B4: Rule = {
  title: "Other children",
  says: "In a class or group, parents help their own child and do not engage with other children.",
  keptBy: ["family"],
  does: "The page for families asks for it. When it does not hold, staff note “Adult spoke to others” for the pupil and read what to do: remind the grown-up to help their own child only, with words to say. The record keeps when they were asked, and whether it was put right.",
  cannot: "Staff hear it. Helping one's own child is fine, and only staff can tell the one from the other.",
  shows: ["family page", "panel", "lesson export"],
  proof: ["ExceptionNoted", "ExceptionFollowed", "ExceptionPutRight", "PressUndone"],
  exception: "adult spoke to others",
  state: { is: "kept" },
};

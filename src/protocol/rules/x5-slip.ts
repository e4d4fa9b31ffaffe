import type { Rule } from "./rule.ts";

export const X5: Rule = {
  title: "A slip",
  says: "A slip of conduct, such as dress, a bedroom or a screenshot, is put right in the lesson, and no one is told.",
  keptBy: ["staff"],
  does: "What staff note for a pupil (B1, B3, B4, B5, B6, C6, S1) stands in the lesson's record only. No message goes to any person. Where it is more than a slip, one press beside it tells the DSL, and carries over which pupil it is and what was noted.",
  cannot: "Staff judge whether it is more than a slip, and then raise a concern (X3).",
  shows: ["panel", "lesson export", "inspection sample"],
  proof: ["ExceptionNoted", "ExceptionFollowed", "ExceptionPutRight", "PressUndone"],
  state: { is: "kept" },
};

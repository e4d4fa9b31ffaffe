import type { Rule } from "./rule.ts";

export const S6: Rule = {
  title: "The DSL is told in CPOMS",
  says: "After a one-to-one that was recorded, staff tell the DSL through CPOMS on the same day.",
  keptBy: ["staff"],
  does: "Nothing yet.",
  cannot: "Lesson Guard cannot write to CPOMS: staff write there and note the reference.",
  shows: [],
  proof: [],
  state: {
    is: "not yet",
    missing: "There is no text for CPOMS, no reference, and no task that stays open until it is there.",
  },
};

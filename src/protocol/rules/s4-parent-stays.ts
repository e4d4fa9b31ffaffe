import type { Rule } from "./rule.ts";

export const S4: Rule = {
  title: "The parent stays",
  says: "In a one-to-one, staff ask the parent to stay in the room.",
  keptBy: ["staff"],
  does: "Nothing yet.",
  cannot: "Staff ask the parent, and ask again when the parent leaves during the lesson.",
  shows: [],
  proof: [],
  state: {
    is: "not yet",
    missing: "Nothing records that the parent was asked, or whether the parent stays.",
  },
};

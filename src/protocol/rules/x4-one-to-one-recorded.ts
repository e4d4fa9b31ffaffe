import type { Rule } from "./rule.ts";

export const X4: Rule = {
  title: "A one-to-one was recorded",
  says: "The DSL hears through CPOMS that a one-to-one was recorded.",
  keptBy: ["staff"],
  does: "Nothing yet.",
  cannot: "Staff write it into CPOMS themselves. It is no alert, and no one is called for it.",
  shows: [],
  proof: [],
  state: {
    is: "not yet",
    missing: "There is no task that stays open until the CPOMS reference is there (S6).",
  },
};

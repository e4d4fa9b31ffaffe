import type { Rule } from "./rule.ts";

export const P1: Rule = {
  title: "Consent is asked for",
  says: "Parents are asked for their consent to live lessons.",
  keptBy: ["school"],
  does: "Nothing yet.",
  cannot: "The school asks. Where two parents disagree, or one withdraws, the school decides.",
  shows: [],
  proof: [],
  state: {
    is: "not yet",
    missing: "Nothing records whether each child has permission, who gave it, when, and who wrote that down.",
  },
};

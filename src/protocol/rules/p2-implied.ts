import type { Rule } from "./rule.ts";

export const P2: Rule = {
  title: "Consent by joining",
  says: "Until consent is given digitally, joining after the school's message implies it.",
  keptBy: ["school"],
  does: "Nothing yet. A family that joins is never counted as having agreed.",
  cannot:
    "A refusal counts for more than joining, and no answer is not a yes. The school knows which message went to which parent.",
  shows: [],
  proof: [],
  state: {
    is: "not yet",
    missing: "Nothing records “implied by joining”, with its date, or the refusal that overrules it.",
  },
};

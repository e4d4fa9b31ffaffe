import type { Rule } from "./rule.ts";

export const S8: Rule = {
  title: "Recording is an exception",
  says: "Recording a lesson is an exception.",
  keptBy: ["school"],
  does: "Nothing yet. Lesson Guard asks Teams to keep recording off in every lesson.",
  cannot: "The headteacher judges whether recordings have become too many, and why.",
  shows: [],
  proof: [],
  state: {
    is: "not yet",
    missing: "The headteacher is not shown how many one-to-ones were recorded each term, and why.",
  },
};

import type { Rule } from "./rule.ts";

export const S5: Rule = {
  title: "Recorded if the parent cannot stay",
  says: "If the parent cannot stay, staff first tell the parent that the lesson will be recorded, for safeguarding.",
  keptBy: ["staff"],
  does: "Nothing yet. Lesson Guard asks Teams to keep recording off in a one-to-one, as in every lesson: it cannot yet record that the parent was told.",
  cannot:
    "Staff tell the parent themselves. If the parent cannot be reached or objects, there is no recording, and so no lesson: it is postponed.",
  shows: [],
  proof: [],
  state: {
    is: "not yet",
    missing:
      "There is no step that lets a recording begin once the parent has been told. Until there is, postpone the lesson if the parent cannot stay.",
  },
};

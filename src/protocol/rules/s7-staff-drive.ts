import type { Rule } from "./rule.ts";

export const S7: Rule = {
  title: "Where recordings go",
  says: "Recordings are kept on the Staff Drive, in the folder “Zoom Sessions”.",
  keptBy: ["staff"],
  does: "Nothing yet.",
  cannot:
    "Teams saves a recording elsewhere first: in OneDrive or SharePoint. Staff move it, and remove the copy that stays behind.",
  shows: [],
  proof: [],
  state: {
    is: "not yet",
    missing: "Nothing records where a recording was put, by whom, and when it is to be deleted.",
  },
};

import type { Rule } from "./rule.ts";

export const S7: Rule = {
  title: "Where recordings go",
  says: "Recordings are kept on the Staff Drive, in the folder “Zoom Sessions”.",
  keptBy: ["staff"],
  does: "Once a recorded one-to-one is over, its recording is looked for with Graph and passed on into the school's folder (a setting), where the school lets Lesson Guard do that; else staff put it there, and press that they have. A copy counts only once its size and checksum are those of what was read. Lesson Guard keeps none. Panel and export say what stands in the way, how many besides the DSL and the headteacher can open the folder, that Teams still has its own copy, and when the recording is to be deleted. Each day it looks whether the recording is still there.",
  cannot:
    "Staff delete the copy that Teams keeps in OneDrive or SharePoint: Lesson Guard has no right there. Whether a recording that left the folder is deleted for good, or lies in a recycle bin or another folder, is not seen.",
  shows: ["panel", "lesson export"],
  proof: [
    "FilingAsked",
    "RecordingFound",
    "RecordingFiled",
    "RecordingNotFiled",
    "FolderAccessSeen",
    "RecordingWhereabouts",
    "RecordingFiledByHand",
    "FirstCopyDeleted",
    "RecordingDeleted",
  ],
  state: { is: "part", missing: "No one is reminded of the day on which it is to be deleted." },
};

import type { Rule } from "./rule.ts";

export const S7: Rule = {
  title: "Where recordings go",
  says: "Recordings are kept on the Staff Drive, in the folder “Zoom Sessions”.",
  keptBy: ["staff"],
  does: "Once a recorded one-to-one is over, its recording is looked for with Graph and passed on into the school's folder (a setting), where the school lets Lesson Guard do that; else staff put it there, and press that they have. A copy counts only once its size and checksum are those of what was read. Lesson Guard keeps none. Panel and export say what stands in the way, how many besides the DSL and the headteacher can open the folder, that Teams still has its own copy, and when the recording is to be deleted. Each day it looks whether the recording is still there. Staff are reminded each day of what is left to do, and DSL and headteacher have a list of it, late first.",
  cannot:
    "Staff delete the copy that Teams keeps in OneDrive or SharePoint: Lesson Guard has no right there. Whether a recording that left the folder is deleted for good, or lies in a recycle bin or another folder, is not seen.",
  shows: ["panel", "record page", "lesson export"],
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
    "WordTakenBack",
  ],
  state: { is: "kept" },
};

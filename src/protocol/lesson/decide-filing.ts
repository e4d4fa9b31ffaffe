import { refuse } from "../decision.ts";
import { allFiled, deleteOnFor, isDeleted } from "./filing.ts";
import type { RecordingWord } from "./filing-state.ts";
import { type Decide, nothing, stamp } from "./press.ts";
import { lastWord } from "./recording-words.ts";

const noRecording = () => refuse("not-asked", "Nothing was noted: there is no recording to put away.");

/** S7: staff have put it into the folder themselves; Lesson Guard has not seen it there. */
export const recordingInFolder: Decide<"recording-in-folder"> = (lesson, _command, by, around) => {
  const { filing } = lesson;
  if (filing === undefined) return noRecording();
  if (allFiled(filing)) return nothing("Noted already.");
  const { at, data, personal } = stamp(by, around);
  const deleteOn = deleteOnFor(lesson, filing, at, around.timeZone);
  return {
    events: [{ type: "RecordingFiledByHand", at, data: { ...data, deleteOn }, personal }],
    say: `Noted: it is in “${filing.rules.folder}”.`,
  };
};

/** The copy that Teams made where it keeps recordings by itself. */
export const firstCopyDeleted: Decide<"first-copy-deleted"> = (lesson, _command, by, around) => {
  const { filing } = lesson;
  if (filing === undefined) return noRecording();
  if (!allFiled(filing))
    return refuse(
      "not-asked",
      `Nothing was noted: the recording is not in “${filing.rules.folder}” yet. Keep Teams’ copy until it is.`,
    );
  if (filing.firstCopy !== undefined) return nothing("Noted already.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "FirstCopyDeleted", at, data, personal }],
    say: "Noted: Teams’ copy is deleted.",
  };
};

/** Of a recording that Lesson Guard cannot look for: the word of staff. */
export const recordingDeleted: Decide<"recording-deleted"> = (lesson, _command, by, around) => {
  const { filing } = lesson;
  if (filing === undefined) return noRecording();
  if (filing.byHand === undefined)
    return refuse(
      "not-asked",
      "Nothing was noted: Lesson Guard looks itself whether it is still in the folder.",
    );
  if (isDeleted(filing)) return nothing("Noted already.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "RecordingDeleted", at, data, personal }],
    say: "Noted: the recording is deleted.",
  };
};

const TAKEN_BACK: { readonly [Word in RecordingWord]: string } = {
  recorded: "Undone: no one has said that this lesson was recorded.",
  CPOMS: "Undone. CPOMS: not yet.",
  "in the folder": "Undone: the recording does not count as in the folder.",
  "first copy": "Undone: Teams’ copy does not count as deleted.",
  deleted: "Undone: the recording does not count as deleted.",
};

/** S6, S7: what staff had said of a recording was not so. @param of when it was said: an older button takes back nothing newer */
export const takeBack: Decide<"take-back-word"> = (lesson, { of }, by, around) => {
  const word = [lastWord(lesson, "file"), lastWord(lesson, "CPOMS")].find((one) => one?.of === of);
  if (word === undefined)
    return refuse(
      "too-late",
      "Nothing was undone: it was undone already, or more was noted since. Look again.",
    );
  const { at, data, personal } = stamp(by, around);
  const inCpoms =
    word.what === "recorded" && lesson.cpoms !== undefined ? " CPOMS has an entry: correct it there." : "";
  return {
    events: [{ type: "WordTakenBack", at, data: { ...data, ...word }, personal }],
    say: `${TAKEN_BACK[word.what]}${inCpoms}`,
  };
};

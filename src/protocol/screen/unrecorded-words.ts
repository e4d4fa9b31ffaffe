import { isListCurrent } from "../lesson/call-list.ts";
import { HOW_TO_RECORD, POSTPONE } from "../lesson/one-to-one.ts";
import type { Lesson } from "../lesson/state.ts";
import { isRecordingAllowed } from "../lesson/unrecorded.ts";
import type { Unrecorded } from "../lesson/unrecorded-state.ts";
import type { Notice } from "./view.ts";

/** S5: what is missing, and what to press for it (in Teams, or in the panel). */
export const unrecordedWords = (
  lesson: Lesson,
  { why }: Unrecorded,
  from: string,
): Pick<Notice, "title" | "sentence"> => {
  switch (why) {
    case "told":
    case "stopped": {
      const before = why === "told" ? `The parent was told at ${from}.` : `The recording stopped at ${from}.`;
      if (!isListCurrent(lesson))
        return {
          title: "Look whether it is recorded",
          sentence: `Lesson Guard cannot see whether this lesson is recorded. Look in Teams. If it is not: ${HOW_TO_RECORD} ${before}`,
        };
      return isRecordingAllowed(lesson)
        ? { title: "Not recorded yet", sentence: `Not recorded yet. ${HOW_TO_RECORD} ${before}` }
        : {
            title: "Not recorded yet",
            sentence: `Not recorded yet, and Teams has not confirmed that it may be. Try it: ${HOW_TO_RECORD} If Teams does not offer it: ${POSTPONE} ${before}`,
          };
    }
    case "parent left":
      return {
        title: "The child is without their parent",
        sentence: `The parent left, noted at ${from}, and it is not recorded. Ask whether they can come back, then press Stays or Cannot stay.`,
      };
    case "not told":
      return {
        title: "The parent is not told yet",
        sentence: `The parent cannot stay, noted at ${from}, and it is not recorded. Tell them now: the panel has the words.`,
      };
    case "postponed":
      return { title: "The lesson is postponed", sentence: POSTPONE };
  }
};

import { isListCurrent } from "../lesson/call-list.ts";
import { HOW_TO_RECORD, postponeWords } from "../lesson/one-to-one.ts";
import type { Lesson } from "../lesson/state.ts";
import { isRecordingAllowed } from "../lesson/unrecorded.ts";
import type { Unrecorded } from "../lesson/unrecorded-state.ts";
import type { Notice } from "./view.ts";

/** S5: what is missing, and what to press for it (in Teams, or in the panel). */
export const unrecordedWords = (
  lesson: Lesson,
  { why }: Unrecorded,
  from: string,
): Pick<Notice, "title" | "sentence" | "first"> => {
  /** All of it says what to press, but for what comes after. */
  const saying = (title: string, first: string, ...after: readonly string[]) => ({
    title,
    first,
    sentence: [first, ...after].join(" "),
  });
  switch (why) {
    case "told":
    case "stopped": {
      const before = why === "told" ? `The parent was told at ${from}.` : `The recording stopped at ${from}.`;
      if (!isListCurrent(lesson))
        return saying(
          "Look whether it is recorded",
          `Lesson Guard cannot see whether this lesson is recorded. Look in Teams. If it is not: ${HOW_TO_RECORD}`,
          before,
        );
      return isRecordingAllowed(lesson)
        ? saying("Not recorded yet", `Not recorded yet. ${HOW_TO_RECORD}`, before)
        : saying(
            "Not recorded yet",
            `Not recorded yet, and Teams has not confirmed that it may be. Try it: ${HOW_TO_RECORD}`,
            `If Teams does not offer it: ${postponeWords(lesson)}`,
            before,
          );
    }
    case "parent left":
      return saying(
        "The child is without their parent",
        `The parent left, noted at ${from}, and it is not recorded. Ask whether they can come back, then press Stays or Cannot stay.`,
      );
    case "not told":
      return saying(
        "The parent is not told yet",
        `The parent cannot stay, noted at ${from}, and it is not recorded. Tell them now: the panel has the words.`,
      );
    case "postponed":
      return saying("The lesson is postponed", postponeWords(lesson));
  }
};

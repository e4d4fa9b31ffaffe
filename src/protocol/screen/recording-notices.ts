import { isListCurrent } from "../lesson/call-list.ts";
import { STOP_RECORDING } from "../lesson/one-to-one.ts";
import type { RecordedBy } from "../lesson/recorded-by.ts";
import type { Lesson } from "../lesson/state.ts";
import { recordedAmiss } from "../rules/s5-recorded-if-alone.ts";
import type { Notice } from "./view.ts";

export const RECORDED_BY: { readonly [What in RecordedBy]: string } = {
  recording: "The lesson is being recorded in Teams",
  app: "An app is in the lesson, perhaps a note-taker that records",
};

const STOP: { readonly [What in RecordedBy]: string } = {
  recording: `press ${STOP_RECORDING}`,
  app: "in Teams press People → ⋯ beside the app → Remove.",
};

/** The same before Lesson Guard lost sight of the call: whether it still is so, only Teams shows. */
export const RECORDED_BEFORE: { readonly [What in RecordedBy]: string } = {
  recording: "The lesson was being recorded in Teams",
  app: "An app was in the lesson, perhaps a note-taker that records",
};

export const NOT_SEEN_NOW: { readonly [What in RecordedBy]: string } = {
  recording: "Lesson Guard cannot see now whether it still is",
  app: "Lesson Guard cannot see now whether it still is there",
};

/** What records and is not to (S2), as far as Teams shows it now. */
export const recordingNotices = (lesson: Lesson, time: (iso: string) => string): readonly Notice[] =>
  lesson.phase === "over"
    ? []
    : recordedAmiss(lesson).map(({ at, what }) => {
        const about = "recording";
        if (isListCurrent(lesson))
          return {
            about,
            at,
            title: RECORDED_BY[what],
            sentence: `${RECORDED_BY[what]}: ${STOP[what]} Seen ${time(at)}.`,
          };
        return {
          about,
          at,
          title: RECORDED_BEFORE[what],
          sentence: `${RECORDED_BEFORE[what]}, seen ${time(at)}. ${NOT_SEEN_NOW[what]}: if so, ${STOP[what]}`,
        };
      });

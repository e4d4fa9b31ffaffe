import type { Rule } from "./rule.ts";

/** The recording settings of every lesson but a one-to-one whose parent was told (S5). A transcript is never wanted. */
export const NOT_RECORDED = { recording: false, transcription: false } as const;

export const S2: Rule = {
  title: "Not recorded",
  says: "Lessons with a class or a group are not recorded.",
  keptBy: ["staff"],
  does: "Asks Teams to allow no recording and no transcript; reads the settings back and puts them back when they were changed. A recording that the call shows, and an app that joins and may be a note-taker, are recorded and said to the staff at once, with what to press. DSL and headteacher read it on their page, in the lesson and for thirty days after it. The export says what was seen of recording, and no more.",
  cannot:
    "Nothing keeps a family from filming their own screen, and no app can stop a recording in Teams: staff press Stop there. A transcript alone, without a recording, shows in the meeting options only: whether one runs is not shown to Lesson Guard.",
  shows: ["panel", "family page", "family card", "record page", "lesson export"],
  proof: [
    "OptionsAsked",
    "OptionsSeen",
    "OptionsNotSet",
    "OptionsNotAnswered",
    "OptionsNotRead",
    "CallNotRead",
    "PersonArrived",
    "DriftSeen",
    "RecordingSeen",
    "RecordingOver",
  ],
  state: { is: "kept" },
};

import type { Rule } from "./rule.ts";

/**
 * What the settings say of recording, for every lesson. For a one-to-one too: it may be recorded only once the
 * parent has been told so (S5), and that cannot be answered here yet.
 */
export const NOT_RECORDED = { recording: false, transcription: false } as const;

export const S2: Rule = {
  title: "Not recorded",
  says: "Lessons with a class or a group are not recorded.",
  keptBy: ["staff"],
  does: "Asks Teams to allow no recording and no transcript; reads the settings back and puts them back when they were changed. The list shows an app that joins, which may be a note-taker. The export says what Teams read back of recording, and no more.",
  cannot:
    "Nothing keeps a family from filming their own screen. Staff who see that Teams is recording stop it in Teams.",
  shows: ["panel", "family page", "family card", "lesson export"],
  proof: ["OptionsAsked", "OptionsSeen", "OptionsNotSet", "PersonArrived"],
  state: {
    is: "part",
    missing: "A recording that was started by hand is not noticed, and not recorded as an incident.",
  },
};

import type { Rule } from "./rule.ts";

export const X4: Rule = {
  title: "A one-to-one was recorded",
  says: "The DSL hears through CPOMS that a one-to-one was recorded.",
  keptBy: ["staff"],
  does: "It is no alert, and no one is called for it: the task “CPOMS: not yet” stays with the staff of the lesson until they note the reference; they are reminded each day, and after some days the DSLs are told that CPOMS has no entry (S6).",
  cannot: "Staff write it into CPOMS themselves. Only there does the DSL hear of it.",
  shows: ["panel", "staff card", "lesson export"],
  proof: ["RecordingSeen", "RecordingInCpoms"],
  state: { is: "kept" },
};

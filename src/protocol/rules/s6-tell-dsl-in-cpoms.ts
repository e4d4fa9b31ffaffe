import type { Lesson } from "../lesson/state.ts";
import type { Rule } from "./rule.ts";

/** Whether the recorded lesson is still to be written into CPOMS: a later recording is in no earlier entry. */
export const isCpomsOpen = ({
  asTold,
  cpoms,
  recordings,
}: Pick<Lesson, "asTold" | "cpoms" | "recordings">): boolean =>
  asTold !== undefined &&
  (cpoms === undefined || recordings.some(({ what, at }) => what === "recording" && at > cpoms.at));

export const S6: Rule = {
  title: "The DSL is told in CPOMS",
  says: "After a one-to-one that was recorded, staff tell the DSL through CPOMS on the same day.",
  keptBy: ["staff"],
  does: "Once Teams has shown a recording that the parent was told of, or staff have said that there is one, panel and card say “CPOMS: not yet”, in the lesson and after it, until staff note the reference. The panel has the text to copy: who, when, why it was recorded, what the parent was told, and when. The member of staff who told the parent is reminded in their own chat each day at 15:30 until the reference is there; after some days (a setting) the DSLs are told too. DSL and headteacher have a list of what is missing, late first.",
  cannot:
    "Lesson Guard cannot write to CPOMS: staff write there and note the reference. Of a recording that Teams does not show, only staff know, and say so with one press.",
  shows: ["panel", "staff card", "record page", "lesson export"],
  proof: ["RecordingAnnounced", "RecordingSeen", "RecordingSaid", "RecordingInCpoms", "WordTakenBack"],
  state: { is: "kept" },
};

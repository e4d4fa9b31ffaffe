import type { Rule } from "./rule.ts";

export const X3: Rule = {
  title: "A child or a parent",
  says: "A concern of staff about a child or a parent goes to the headteacher immediately, and onto CPOMS.",
  keptBy: ["staff"],
  does: "One press, Tell the DSL now, sends it at once; words may follow: when it was noticed, up to three kinds, what was seen and heard, the child's own words, what was done, and who was told in person. They leave the screen when they are sent, are still there after the page is loaded again, and a correction is added, never written over. The DSL and the headteacher are told side by side; a school may set that one of them is told first, and the other if no one answers in the minutes that it has set: with the DSL first, the headteacher is not told immediately, and the rule is kept only as the school reads it. By name the panel says before the press who will be told. Those who were told note what was done and why, hand it over to a named colleague, link other children, and set a reminder. Beside the concern they see whom to phone for a child it is about, where the school directory has it: read for that look, kept nowhere, each look noted. The text for CPOMS is ready to copy. Closing asks for the CPOMS reference, or why it is not needed there; without either the concern shows CPOMS: not yet, on its page and in the list, and the person who has it is reminded each morning, until one of them is given. Where several children are named, each has a text and a reference of their own, and the task is open until the last is there. The same holds for a lesson that was ended, once it is written which child or parent it is about. Nothing of it goes to the meeting chat or the class.",
  cannot:
    "Staff write into CPOMS themselves: Lesson Guard has no way in. Staff who cannot wait go to the headteacher or the DSL in person.",
  shows: ["panel", "alert card", "concern page", "CPOMS text"],
  proof: [
    "ConcernRaised",
    "Told",
    "SentUnanswered",
    "NotTold",
    "Escalated",
    "Acknowledged",
    "DetailAdded",
    "ActionNoted",
    "HandedOver",
    "ReminderSet",
    "ChildLinked",
    "ConcernClosed",
    "CpomsNoted",
  ],
  state: { is: "kept" },
};

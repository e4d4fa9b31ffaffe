import type { Rule } from "./rule.ts";

export const B2: Rule = {
  title: "The teacher's background",
  says: "Staff consider what can be seen behind them.",
  keptBy: ["staff"],
  does: "Before the lesson and on arrival the panel asks each member of staff to look at what can be seen behind them, or to blur it, and has one press to say that it is done. The record keeps who said so, when, and whether a family had come by then. The panel says that it has names and does not belong on a shared screen; one key blanks it.",
  cannot: "Staff look at their own picture: Lesson Guard sees none, and does not know what is shared.",
  shows: ["panel", "lesson export"],
  proof: ["BackgroundChecked"],
  state: { is: "kept" },
};

import type { Rule } from "./rule.ts";

export const B2: Rule = {
  title: "The teacher's background",
  says: "Staff consider what can be seen behind them.",
  keptBy: ["staff"],
  does: "Nothing yet.",
  cannot:
    "Staff look at their own picture before the lesson. Staff who share their whole screen also show the panel, which has a key that blanks it.",
  shows: [],
  proof: [],
  state: { is: "not yet", missing: "There is no tick before the lesson that the background was looked at." },
};

import type { Rule } from "./rule.ts";

export const C2: Rule = {
  title: "A secure link",
  says: "The link to a lesson is sent in a secure way, such as the school's own messages to parents.",
  keptBy: ["school"],
  does: "Nothing yet. Lesson Guard does not keep the link and shows it nowhere, so the link cannot leak from there.",
  cannot:
    "The school sends the link. Teams does not say whether a link was passed on, or used again in another week: then the lobby keeps strangers out (C4).",
  shows: [],
  proof: [],
  state: { is: "not yet", missing: "When the link was sent, by whom and in which way is not recorded." },
};

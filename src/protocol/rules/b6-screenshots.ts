import type { Rule } from "./rule.ts";

export const B6: Rule = {
  title: "Screenshots",
  says: "Parents and pupils take no screenshots. Staff take one only for a defined educational purpose.",
  keptBy: ["family", "staff"],
  does: "The checklist and the page ask families to take no pictures of the screen.",
  cannot: "Nothing keeps a person from taking a picture of a screen, with a phone least of all.",
  shows: ["family card", "family page"],
  proof: ["FamilyCardPosted", "FamilyCardNotPosted"],
  state: {
    is: "part",
    missing: "What staff take a screenshot for, where it is kept and when it is deleted is not recorded.",
  },
};

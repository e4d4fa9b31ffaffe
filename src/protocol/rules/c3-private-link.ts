import type { Rule } from "./rule.ts";

export const C3: Rule = {
  title: "The link stays private",
  says: "Parents are asked to keep the link to themselves.",
  keptBy: ["school", "family"],
  does: "The page for families asks them to keep the link to themselves.",
  cannot:
    "The school sends the page to each household that needs it, and to the grandparent or childminder who sits with the child.",
  shows: ["family page"],
  proof: [],
  state: {
    is: "part",
    missing: "That a family was sent this, and what it said on that day, is not recorded.",
  },
};

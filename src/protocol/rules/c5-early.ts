import type { Rule } from "./rule.ts";

/** Minutes before the start in which families come: the most, and the fewest. */
export const EARLY = { most: 5, fewest: 2 } as const;

export const C5: Rule = {
  title: "In good time",
  says: "Families join two to five minutes early and wait.",
  keptBy: ["family"],
  does: "The page for families says so, and each adult’s own page gives the two clock times of their next lesson; it leads to the meeting from five minutes before. The record shows when each person came to the lobby, was let in and left, as Teams gives it. A family that drops out and comes back is let in again by staff and looked at once more, and nothing counts it as an incident.",
  cannot:
    "The family has to be on time, and staff have to open the meeting early enough. Teams may tell of an arrival late.",
  shows: ["family page", "panel", "lesson export"],
  proof: ["MeetingStarted", "PersonArrived", "PersonMoved"],
  state: {
    is: "part",
    missing: "Who came early, late or not at all is in the record person by person, and is not summed up.",
  },
};

import type { Rule } from "./rule.ts";

/** Minutes before the start in which families come: the most, and the fewest. */
export const EARLY = { most: 5, fewest: 2 } as const;

/** @param came when a family first came, to the lobby or inside @param start the planned moment */
export const arrivalOf = (came: string, start: string): "early" | "in good time" | "late" => {
  const before = Date.parse(start) - Date.parse(came);
  if (before < 0) return "late";
  return before <= EARLY.most * 60_000 ? "in good time" : "early";
};

export const C5: Rule = {
  title: "In good time",
  says: "Families join two to five minutes early and wait.",
  keptBy: ["family"],
  does: "The page for families says so, and each adult’s own page gives the two clock times of their next lesson; it leads to the meeting from five minutes before. The record shows when each person came to the lobby, was let in and left, as Teams gives it; once the lesson is over, the panel says how many came in good time, early, late, or not at all. A family that drops out and comes back is let in again by staff and looked at once more, and nothing counts it as an incident.",
  cannot:
    "The family has to be on time, and staff have to open the meeting early enough. Teams may tell of an arrival late.",
  shows: ["family page", "panel", "lesson export"],
  proof: ["MeetingStarted", "PersonArrived", "PersonMoved"],
  state: { is: "kept" },
};

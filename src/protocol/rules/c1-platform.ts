import type { Lesson } from "../lesson/state.ts";
import type { Rule } from "./rule.ts";

/** Whether, as far as is known, it is a kind of Teams meeting in which these rules can be kept. */
export const isProtectable = (lesson: Lesson): boolean => lesson.protectable && lesson.notFound === undefined;

export const C1: Rule = {
  title: "The platform",
  says: "Live lessons are held in Microsoft Teams or Zoom only, because these have the safety features that the other rules need.",
  keptBy: ["school"],
  does: "Looks after lessons in Microsoft Teams, and the lesson's record names Teams. A meeting that lacks what these rules need, such as a channel meeting or Meet now, is shown as not protected, and its organiser hears so in private.",
  cannot:
    "Lesson Guard does not see a lesson in Zoom, and says nothing about it: there the school keeps each rule by hand.",
  shows: ["panel", "question card", "not-protected card", "lesson export"],
  proof: ["MeetingFound", "MeetingNotFound"],
  state: { is: "kept" },
};

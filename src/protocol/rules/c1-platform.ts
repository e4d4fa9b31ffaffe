import type { Lesson } from "../lesson/state.ts";
import type { Rule } from "./rule.ts";

/** Whether, as far as is known, it is a kind of Teams meeting in which these rules can be kept. */
export const isProtectable = (lesson: Lesson): boolean => lesson.protectable && lesson.notFound === undefined;

export const C1: Rule = {
  title: "The platform",
  says: "Live lessons are held in Microsoft Teams or Zoom only, because these have the safety features that the other rules need.",
  keptBy: ["school"],
  does: "Looks after lessons in Microsoft Teams, and the lesson's record names Teams. Staff can plan a lesson here: Lesson Guard puts it into their calendar with a Teams meeting of the right sort, and says of each step whether it is done. A meeting that lacks what these rules need, such as a channel meeting or Meet now, is shown as not protected, and its organiser hears so in private. Each evening organisers hear which of their lessons of the next day are not protected, and why.",
  cannot:
    "Lesson Guard does not see a lesson in Zoom, and says nothing about it: there the school keeps each rule by hand.",
  shows: ["panel", "plan page", "question card", "not-protected card", "evening card", "lesson export"],
  proof: ["LessonPlanned", "PlanStepDone", "PlanStepRefused", "MeetingFound", "MeetingNotFound"],
  state: {
    is: "part",
    missing: "A lesson in Zoom cannot be planned here, and has no checklist, record or alert.",
  },
};

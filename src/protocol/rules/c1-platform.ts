import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import type { Rule } from "./rule.ts";

/** Whether, as far as is known, it is a kind of Teams meeting in which these rules can be kept. */
export const isProtectable = (lesson: Lesson): boolean =>
  lesson.protectable && lesson.notFound === undefined && !isInZoom(lesson);

export const C1: Rule = {
  title: "The platform",
  says: "Live lessons are held in Microsoft Teams or Zoom only, because these have the safety features that the other rules need.",
  keptBy: ["school", "staff"],
  does: "Looks after lessons in Microsoft Teams and in Zoom, and the record of each names its platform. Staff can plan a lesson here: one in Teams is put into their calendar with a meeting of the right sort, and each step says whether it is done. A meeting that lacks what these rules need, such as a channel meeting or Meet now, is shown as not protected, and its organiser hears so in private. A lesson in Zoom has a page on which its staff keep it by hand: the checklist, what to press in Zoom, and the presses that tell the DSL and the headteacher. Families come to it through their own links. What staff say that they did is recorded with their name and the time, and is said as their word; every page says that Lesson Guard cannot see it. At its planned end they are asked whether it is over; only a person says so. Each evening organisers hear which of their lessons of the next day are not protected, and why.",
  cannot:
    "In Zoom Lesson Guard sees no one and sets nothing: staff switch on the waiting room, lock, mute, pause, remove and end there themselves, and look that it worked. Without its staff no one notices that pupils are alone there, or that it is recorded.",
  shows: [
    "panel",
    "plan page",
    "by-hand page",
    "family page",
    "question card",
    "not-protected card",
    "evening card",
    "alert card",
    "record page",
    "lesson export",
  ],
  proof: [
    "LessonPlanned",
    "PlanStepDone",
    "PlanStepRefused",
    "MeetingFound",
    "MeetingNotFound",
    "BegunByHand",
    "DoneInZoom",
    "PlannedEndPassed",
    "OverByHand",
  ],
  state: { is: "kept" },
};

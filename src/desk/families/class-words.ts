import { isBeyondReach } from "../../protocol/lesson/doors.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";

/** Where their links lead: only to a meeting that staff have called a lesson, and that Lesson Guard reaches. */
export const linksLead = (lesson: Lesson): string => {
  if (lesson.kind === "not a lesson")
    return "This is marked as not a lesson, so the links of this list do not lead to it.";
  if (isBeyondReach(lesson))
    return "Lesson Guard cannot reach this meeting, so the links of this list do not lead to it.";
  return lesson.kind === undefined
    ? "Families of this list reach the lesson through their links once you have said what kind of lesson it is."
    : "Families of this list reach the lesson through their links from now on.";
};

/** Who sees the list, for the person who saved it. */
export const keptBy = (many: number): string =>
  many === 1
    ? " Only you see it."
    : many === 2
      ? " One colleague sees it, too."
      : ` ${many - 1} colleagues see it, too.`;

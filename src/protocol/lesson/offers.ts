import type { Offer } from "../screen/unknown-person.ts";
import { isBeyondReach } from "./doors.ts";
import type { Attendee } from "./person.ts";
import { isRunning } from "./running.ts";
import type { Lesson } from "./state.ts";

/** Why a person cannot be removed from here; undefined where they can be. The press and its button both ask this. */
export const removalBar = (
  lesson: Lesson,
  one: Attendee,
): "out" | "lobby" | "staff" | "not in call" | "asked" | undefined => {
  if (one.place === "out") return "out";
  if (one.place === "lobby") return "lobby";
  if (one.staff) return "staff";
  if (lesson.call.state !== "in" || one.source !== "call" || isBeyondReach(lesson)) return "not in call";
  return one.removal === "asked" || one.removal === "accepted" ? "asked" : undefined;
};

/** Whether staff can name people, check pupils and put right: not before the start, nor after the end. */
export const mayCheck = (lesson: Lesson): boolean => isRunning(lesson) && lesson.laterFacts !== true;

/** What staff can press about a person whom the register does not know. */
export const offersFor = (lesson: Lesson, one: Attendee): readonly Offer[] => [
  ...(mayCheck(lesson) && lesson.register.length > 0 ? (["pupil"] as const) : []),
  ...(mayCheck(lesson) && one.recognised?.as !== "stranger" ? (["stranger"] as const) : []),
  // Who they are shows when their camera does: the lesson goes on meanwhile.
  ...(mayCheck(lesson) &&
  lesson.register.length > 0 &&
  one.recognised === undefined &&
  one.identity !== "phone" &&
  one.identity !== "application"
    ? (["later"] as const)
    : []),
  ...(removalBar(lesson, one) === undefined && lesson.laterFacts !== true ? (["remove"] as const) : []),
];

/** What to press in Teams where Lesson Guard cannot remove them. */
export const removeByHand = (lesson: Lesson, one: Attendee): string | undefined => {
  switch (removalBar(lesson, one)) {
    case "lobby":
      return "To keep them out: Deny in Teams: People.";
    case "not in call":
      return "To remove them: in Teams press People, then Remove.";
    case "asked":
      return "Teams is asked to remove them.";
    case "out":
    case "staff":
    case undefined:
      return undefined;
  }
};

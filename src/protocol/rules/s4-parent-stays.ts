import { pupilsInside } from "../lesson/kind-again.ts";
import { pupilsOf } from "../lesson/presence.ts";
import type { Lesson } from "../lesson/state.ts";
import type { Rule } from "./rule.ts";

/**
 * Whether staff are to ask the parent now, or once more: it was not answered yet, or the parent has left. In a
 * one-to-one alone, from when a family can be there.
 */
export const asksParent = ({ kind, phase, parent }: Pick<Lesson, "kind" | "phase" | "parent">): boolean =>
  kind === "one-to-one" &&
  (phase === "arrival" || phase === "live" || phase === "paused") &&
  (parent === undefined || parent.answer === "left");

/** What staff noted last: no grown-up is with the child now, whatever was seen before; undefined where one may be. */
export const parentAway = ({ kind, parent }: Pick<Lesson, "kind" | "parent">): string | undefined => {
  if (kind !== "one-to-one" || parent === undefined || parent.answer === "stays") return undefined;
  return parent.answer === "left" ? "the parent has left" : "the parent cannot stay";
};

/** Whether a child is inside alone, and what was answered is of the parent of others: then it is asked anew. */
export const isParentOfAnother = (lesson: Lesson): boolean => {
  const { kind, parent } = lesson;
  if (kind !== "one-to-one" || parent === undefined) return false;
  const [child, ...others] = pupilsInside(lesson);
  if (child === undefined || others.length > 0) return false;
  // By what is known of them now: a name may have been sorted out since.
  const then = parent.inside
    .flatMap((id) => lesson.people[id] ?? [])
    .flatMap((one) => pupilsOf(lesson, one).pupils);
  return then.length > 0 && !then.includes(child);
};

export const S4: Rule = {
  title: "The parent stays",
  says: "In a one-to-one, staff ask the parent to stay in the room.",
  keptBy: ["staff"],
  does: "Panel and card ask in a one-to-one whether the parent stays: “The parent stays”, or “The parent cannot stay”. Staff press “The parent has left” at any time, and are asked the same again; so they are once another child is inside, or the lesson was of another kind in between. The record keeps each answer, with its time and who pressed it.",
  cannot:
    "Staff ask the parent, and notice when the parent leaves during the lesson: Lesson Guard sees no one in the room.",
  shows: ["panel", "staff card", "lesson export"],
  proof: ["ParentAnswered", "ParentAnswerOver"],
  state: { is: "kept" },
};

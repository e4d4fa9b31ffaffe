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

export const S4: Rule = {
  title: "The parent stays",
  says: "In a one-to-one, staff ask the parent to stay in the room.",
  keptBy: ["staff"],
  does: "Panel and card ask in a one-to-one whether the parent stays: “The parent stays”, or “The parent cannot stay”. Staff press “The parent has left” at any time, and are asked the same again. The record keeps each answer, with its time and who pressed it.",
  cannot:
    "Staff ask the parent, and notice when the parent leaves during the lesson: Lesson Guard sees no one in the room.",
  shows: ["panel", "staff card", "lesson export"],
  proof: ["ParentAnswered"],
  state: { is: "kept" },
};

import { peopleOf, pupilsOf } from "./presence.ts";
import { runsOf } from "./recording.ts";
import type { Lesson } from "./state.ts";

/**
 * Who may be in a recording by Teams, as far as the call showed who was inside while one ran (S2, S5).
 * @returns `pupils`: ids of the register; `unnamed`: devices of which no one has said whose they are
 */
export const recordedPeople = (
  lesson: Lesson,
): { readonly pupils: ReadonlySet<string>; readonly unnamed: number } => {
  const inside = new Set(runsOf(lesson).flatMap((run) => run.inside ?? []));
  const each = peopleOf(lesson)
    .filter(({ id, identity }) => inside.has(id) && identity !== "application")
    .map((one) => ({ one, ...pupilsOf(lesson, one) }));
  return {
    pupils: new Set(each.flatMap(({ pupils }) => pupils)),
    unnamed: each.filter(
      ({ one, pupils, settled }) => one.source === "call" && !settled && pupils.length === 0,
    ).length,
  };
};

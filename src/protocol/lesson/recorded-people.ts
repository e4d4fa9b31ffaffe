import { peopleOf, pupilsOf } from "./presence.ts";
import { runsOf } from "./recording.ts";
import type { Lesson } from "./state.ts";

type Run = Lesson["recordings"][number];

type Recorded = { readonly pupils: ReadonlySet<string>; readonly unnamed: number };

const peopleIn = (lesson: Lesson, runs: readonly Run[]): Recorded => {
  const inside = new Set(runs.flatMap((run) => run.inside ?? []));
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

/**
 * Who may be in a recording by Teams, as far as the call showed who was inside while one ran (S2, S5).
 * @returns `pupils`: ids of the register; `unnamed`: devices of which no one has said whose they are
 */
export const recordedPeople = (lesson: Lesson): Recorded => peopleIn(lesson, runsOf(lesson));

/** Whether more than one child may be in it: then it is not what a parent was told of (S2). */
export const hasSeveral = (lesson: Lesson, run: Run): boolean => peopleIn(lesson, [run]).pupils.size > 1;

/** What recorded, or may have, and should not have (S2, S5): by what is known of the lesson now. */
export const recordedWrongly = (lesson: Lesson): Lesson["recordings"] =>
  lesson.recordings.filter(
    (run) => run.what === "app" || run.untold !== undefined || hasSeveral(lesson, run),
  );

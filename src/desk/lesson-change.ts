import type { Step } from "../protocol/lesson/decide-in-turn.ts";
import { dutiesOfSteps, dutiesUndoneBy } from "../protocol/lesson/duties.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import type { Change, NewDuty } from "../record/log/change.ts";
import { asFact, numbered } from "../record/log/change-facts.ts";
import { lessonStream } from "../record/log/streams.ts";

/** In the order in which they start: one request shuts the doors and silences all, thirty that mute one each come after. */
const doorsFirst = (duties: readonly NewDuty[]): readonly NewDuty[] => [
  ...duties.filter(({ duty }) => duty.work.kind === "set-options"),
  ...duties.filter(({ duty }) => duty.work.kind !== "set-options"),
];

/** @param steps at least one @param version of the lesson before the first */
export const changeFor = (
  id: string,
  steps: readonly Step[],
  version: number,
  at: string,
): { readonly change: Change; readonly after: Lesson } => {
  const stream = lessonStream(id);
  const events = steps.flatMap((step) => step.events);
  const after = steps.at(-1)?.after;
  if (after === undefined) throw new TypeError("a change has an event");
  const duties = dutiesOfSteps(steps).flatMap((some, n) => numbered(stream, version + n + 1, some, at));
  const undone = events.flatMap(dutiesUndoneBy);
  return {
    after,
    change: {
      streams: [{ stream, expectedVersion: version, facts: events.map(asFact) }],
      duties: doorsFirst(duties),
      cancel: undone.length === 0 ? [] : [{ stream, kinds: undone }],
    },
  };
};

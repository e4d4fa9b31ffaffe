import { RESTORED, type Restored, type StepBack } from "../../../protocol/keeping/step-back.ts";
import type { LineOf } from "../export-lines.ts";
import { asStepBack, explains } from "../step-back.ts";
import { holdsStepsBack } from "../streams.ts";
import { type Finding, failed, passed } from "./finding.ts";

/** How the record went back, by its own account; the streams that say so are checked like any other. */
export const stepsBackIn = (events: ReadonlyMap<string, readonly LineOf<"event">[]>): readonly StepBack[] =>
  [...events]
    .filter(([stream]) => holdsStepsBack(stream))
    .flatMap(([, its]) => its.flatMap((event) => asStepBack(event) ?? []));

/** A restored copy is no fault, and is mentioned; a seal that went missing is one until a person says why. */
export const checkStepsBack = (steps: readonly StepBack[]): readonly Finding[] =>
  steps.map((step, n) => {
    if (step.type === RESTORED) return passed(restored(step.at, step.data));
    const { lost } = step.data;
    const said = steps.slice(n + 1).some((later) => later.type === RESTORED && explains(later, lost));
    const what = `seal ${lost.number} of ${lost.at} was not in the record any more on ${step.at}`;
    return said
      ? passed(`${what}; the restore after it says why`)
      : failed(`${what}, and no one has said why`);
  });

const restored = (at: string, { of, until, seal }: Restored): string => {
  const newest = seal === undefined ? "no seal was in it" : `its newest seal was ${seal.number}, ${seal.at}`;
  const end = until === undefined ? at : until;
  return `restored on ${at} from a copy of ${of} (${newest}): what was recorded between ${of} and ${end} is not in this file`;
};

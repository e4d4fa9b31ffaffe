import type { LessonView } from "../protocol/screen/view.ts";
import { ApiError } from "./api.ts";

/** What came of the last press, in a sentence. */
export type Said = {
  readonly text: string;
  readonly tone: "plain" | "trouble";
  /** Whether it is still so, as far as a newer view tells: what a fact has overtaken is not said any more. */
  readonly holds?: ((view: LessonView) => boolean) | undefined;
};

/** What an answer about the lesson speaks of. Who comes and goes meanwhile makes it no less so. */
const factsOf = ({ phase, standing, opened, end, doors, quiet, call, concerns }: LessonView): string =>
  JSON.stringify([
    phase,
    standing,
    opened,
    end?.began,
    [doors, quiet, call].map((proof) => proof?.state),
    concerns.map(({ ref, state }) => [ref, state]),
  ]);

/** As long as the lesson stands as it did when it was said. */
export const asLongAs = (view: LessonView): Said["holds"] => {
  const before = factsOf(view);
  return (now) => factsOf(now) === before;
};

/** As long as a concern is on its way: told, seen, or not told, its own line says more. */
export const whileSending =
  (ref: string): Said["holds"] =>
  ({ concerns }) => {
    const line = concerns.find((one) => one.ref === ref);
    return line === undefined || line.state === "asked";
  };

/** What went wrong that nobody foresaw: the page itself is at its end. */
export const LOST = "This page could not go on. Open it again.";

/** The sentence of whatever was thrown. */
export function sayOf(problem: unknown): string {
  return problem instanceof ApiError ? problem.say : LOST;
}

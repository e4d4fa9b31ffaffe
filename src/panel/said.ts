import type { LessonView } from "../protocol/screen/view.ts";
import { ApiError } from "./api.ts";
import { officeLine } from "./wording.ts";

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

/** What was pressed, by its title, and whether it tells a DSL or the headteacher. */
export type Pressed = { readonly press: string; readonly tells?: true };

/** The server has said in words what became of it: it knows more than the page. */
const isWorded = ({ status, code }: ApiError): boolean =>
  status !== 0 && code !== "no-token" && !code.startsWith("status-");

/**
 * A press that failed says which one it was: another's answer may have stood there. One that tells says that no one
 * was told by it, whatever an earlier one did.
 */
export const failedSaying = ({ press, tells }: Pressed, error: ApiError, phone: string): string => {
  if (isWorded(error)) return error.say;
  if (tells === undefined) return `${press}: ${error.say}`;
  const what = error.status === 0 ? `${error.say} Do not count on it.` : "no one was told by this press.";
  return `${press}: ${what} ${officeLine(phone)}`;
};

/** What went wrong that nobody foresaw: the page itself is at its end. */
export const LOST = "This page could not go on. Open it again.";

/** The sentence of whatever was thrown. */
export const sayOf = (problem: unknown): string => (problem instanceof ApiError ? problem.say : LOST);

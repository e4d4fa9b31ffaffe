import { withOffice } from "../protocol/holders/office-phone.ts";
import type { LessonView } from "../protocol/screen/view.ts";
import { ApiError } from "./api.ts";
import { officePhone } from "./office.ts";
import { officeLine } from "./wording.ts";

/** The result of the last press, in a sentence. */
export type Said = {
  readonly text: string;
  readonly tone: "plain" | "trouble";
  /** Whether it is still true, by a newer view: a sentence that is no longer true is taken away. */
  readonly holds?: ((view: LessonView) => boolean) | undefined;
};

/** What an answer about the lesson depends on. People who come and go meanwhile do not make it untrue. */
const factsOf = ({ phase, standing, opened, end, doors, quiet, call, concerns }: LessonView): string =>
  JSON.stringify([
    phase,
    standing,
    opened,
    end?.began,
    [doors, quiet, call].map((proof) => proof?.state),
    concerns.map(({ ref, state }) => [ref, state]),
  ]);

/** True as long as the lesson is in the state it was in when it was said. */
export const asLongAs = (view: LessonView): Said["holds"] => {
  const before = factsOf(view);
  return (now) => factsOf(now) === before;
};

/** True while a concern is on its way: once it is told, seen, or not told, its own line says more. */
export const whileSending =
  (ref: string): Said["holds"] =>
  ({ concerns }) => {
    const line = concerns.find((one) => one.ref === ref);
    return line === undefined || line.state === "asked";
  };

/** By the press: whether a view shows that it was done. Other presses are not known so. */
const SHOWN: Readonly<Record<string, ((view: LessonView) => boolean) | undefined>> = {
  pause: ({ phase }) => phase === "paused",
  resume: ({ phase }) => phase === "arrival" || phase === "live",
  "end-for-all": ({ end }) => end?.title === "Ending for all",
  "end-lesson": ({ end }) => end !== undefined,
  "undo-end": ({ end }) => end === undefined,
};

/**
 * Said of a press of which no one can tell whether it was done: true until a view of the same lesson shows that it was.
 *
 * @param name of the press; its own id if it raised a concern
 */
export const untilShown =
  ({ lesson }: LessonView, name: string | undefined): Said["holds"] =>
  (now) =>
    now.lesson !== lesson || !(SHOWN[name ?? ""]?.(now) || now.concerns.some(({ press }) => press === name));

/** What was pressed, by its title, and whether it tells a DSL or the headteacher. */
export type Pressed = {
  readonly press: string;
  readonly tells?: true;
  /** The press's name, or its own id if it tells; absent where no view shows what it did. */
  readonly name?: string;
};

/** The server has answered in words: it knows more than the page. */
const isWorded = ({ status, code }: ApiError): boolean =>
  status !== 0 && code !== "no-token" && !code.startsWith("status-");

/**
 * A failed press is named, because another press's answer may have stood there. One that tells people says that no
 * one was told by it, whatever an earlier press did; where it may have arrived, that it is not to be counted on.
 */
export const failedSaying = ({ press, tells }: Pressed, error: ApiError, phone: string): string => {
  if (isWorded(error)) return error.say;
  const isUnsure = error.status === 0 || error.status >= 500;
  const untold = isUnsure ? `${error.words} Do not count on it.` : "no one was told by this press.";
  const what = tells === undefined ? error.words : untold;
  return `${press}: ${what} ${officeLine(phone)}`;
};

/** An error that no one foresaw: the page itself cannot go on. */
export const LOST = "This page could not go on. Open it again.";

/** The sentence for any error that was thrown. */
export const sayOf = (problem: unknown): string =>
  problem instanceof ApiError ? problem.say : withOffice(LOST, officePhone());

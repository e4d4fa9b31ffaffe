import type { Concern } from "../../protocol/concern/state.ts";
import { alertFace } from "../../protocol/screen/alert-face.ts";
import type { AlertLesson } from "../../protocol/screen/alert-lesson.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import { type Card, card, facts, heading, line, open, press } from "./build.ts";

export type AlertSurroundings = {
  readonly timeZone: string;
  /** The school's telephone number as written; "" where none is set. */
  readonly phone: string;
  readonly recordUrl: string;
  /** Its lesson as it was when the card was drawn: time alone does not redraw the card. */
  readonly lesson?: AlertLesson & { readonly at: string };
  /** Its number among the alerts of its lesson that went to the same target: 1 for the first. */
  readonly order?: number;
  /** Calls the raiser in Teams. */
  readonly callUrl?: string;
  /** The answer to the press that led to it, on the card that the presser gets for it. */
  readonly say?: string;
};

const ORDINAL: { readonly [n: number]: string } = { 2: "2nd", 3: "3rd" };

/** "2nd alert of this lesson": nothing for the first. */
const orderLine = (order: number): string =>
  order < 2 ? "" : `${ORDINAL[order] ?? `${order}th`} alert of this lesson.`;

const lessonLine = ({ label }: Concern, { lesson, timeZone }: AlertSurroundings): string =>
  lesson === undefined ? label : `${label}, ${stateWords(lesson, timeZone)}`;

const stateWords = (
  { state, at, endAskedAt = at }: NonNullable<AlertSurroundings["lesson"]>,
  timeZone: string,
): string => {
  switch (state) {
    case "on":
      return `on at ${clockTime(at, timeZone)}`;
    case "being ended":
      return `being ended since ${clockTime(endAskedAt, timeZone)}`;
    case "over":
      return "over";
  }
};

/**
 * What a recipient gets: reference, time, lesson, plain kind, which member of staff. No pupil's name, no free text
 * (safeguarding 2b): lock screens and shared channels show it.
 * @param reader in whose own chat the card is; absent for a channel, where there is no handing on
 */
export const alertCard = (concern: Concern, around: AlertSurroundings, reader?: string): Card => {
  const { recordUrl, say = "" } = around;
  const { plain, raiser, raisedAt, state, lines, mayTake, mayHandOn } = alertFace(concern, around, reader);
  const tied = orderLine(around.order ?? 1);
  return card(
    `${plain} Ref ${concern.ref}`,
    [
      heading(plain),
      ...(say === "" ? [] : [line(say)]),
      ...(tied === "" ? [] : [line(tied)]),
      ...(raiser === undefined ? [] : [line(`Raised to you by ${raiser}, ${raisedAt}.`)]),
      facts([
        ["Reference", concern.ref],
        ["Time", raisedAt],
        ["Lesson", lessonLine(concern, around)],
        ["State", state],
      ]),
      ...(around.lesson?.since ?? []).map(line),
      ...lines.map(line),
    ],
    [
      ...(mayTake ? [press("have-it", "I have it", { ref: concern.ref })] : []),
      ...(raiser === undefined || around.callUrl === undefined
        ? []
        : [open(around.callUrl, `Call ${raiser}`)]),
      open(recordUrl, "Open the record"),
      // Last, away from the button that says the opposite.
      ...(mayHandOn ? [press("hand-on", "I cannot take it now", { ref: concern.ref })] : []),
    ],
  );
};

/**
 * The raiser's own line, in their own chat alone: what is proven, and Undo while no one is told. The title
 * is what a lock screen shows: it does not say what it is about.
 */
export const raisedCard = ({ ref, held }: Concern, say: string, recordUrl: string): Card => {
  const title = `Your message, ref ${ref}`;
  const undo = held === undefined ? [] : [press("take-back", "Undo", { ref })];
  return card(title, [heading(title), line(say)], [...undo, open(recordUrl, "Open the record")]);
};

import { handedOnBy, mayHandOn } from "../../protocol/concern/escalation.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { plainKind } from "../../protocol/screen/concern-view.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import { type Card, card, facts, heading, line, open, press } from "./build.ts";

export type AlertSurroundings = {
  readonly timeZone: string;
  /** The school's telephone number as written; "" where none is set. */
  readonly phone: string;
  readonly recordUrl: string;
  /** What the press that led to it was answered, on the card that whoever pressed gets for it. */
  readonly say?: string;
};

/** What became of it that this reader cannot take it: no more than is so. */
const handedLine = (concern: Concern, reader: string, { timeZone, phone }: AlertSurroundings): string => {
  const handed = handedOnBy(concern, reader);
  if (handed === undefined) return "";
  const at = clockTime(handed.at, timeZone);
  if (handed.toOthers) return `You handed it on at ${at}. You can still take it.`;
  const office = phone === "" ? "the school office" : `the school office on ${phone}`;
  const nobody = concern.escalationEndedAt === undefined ? "can be asked yet" : "is asked any more";
  return `You said at ${at} that you cannot take it. Nobody else ${nobody}: phone ${office}. You can still take it.`;
};

/**
 * What a recipient gets: reference, time, lesson, plain kind. No name, no words, nothing about whom
 * (safeguarding 2b): lock screens and shared channels show it.
 * @param reader whose own chat it stands in; a channel has none, and nobody can hand on there
 */
export const alertCard = (concern: Concern, around: AlertSurroundings, reader?: string): Card => {
  const { timeZone, recordUrl, say = "" } = around;
  const plain = plainKind(concern);
  // Whoever takes it besides says so on the record page: the card must not look as if nobody had it.
  const nobodyHasIt = concern.closed === undefined && concern.acknowledged.length === 0;
  const handOn = reader !== undefined && mayHandOn(concern, reader);
  const handed = reader === undefined ? "" : handedLine(concern, reader, around);
  const state =
    concern.closed !== undefined
      ? "Closed"
      : concern.acknowledged[0] === undefined
        ? "Nobody has it yet"
        : `Taken at ${clockTime(concern.acknowledged[0].at, timeZone)}`;
  return card(
    `${plain} Ref ${concern.ref}`,
    [
      heading(plain),
      ...(say === "" ? [] : [line(say)]),
      facts([
        ["Reference", concern.ref],
        ["Time", clockTime(concern.raisedAt, timeZone)],
        ["Lesson", concern.label],
        ["State", state],
      ]),
      ...(nobodyHasIt ? [line("Press I have it, so that whoever raised it knows.")] : []),
      ...(handOn
        ? [line("Teaching, or not able to? Press I cannot take it now, and the next person is told at once.")]
        : handed !== "" && nobodyHasIt
          ? [line(handed)]
          : []),
    ],
    [
      ...(nobodyHasIt ? [press("have-it", "I have it", { ref: concern.ref })] : []),
      ...(handOn ? [press("hand-on", "I cannot take it now", { ref: concern.ref })] : []),
      open(recordUrl, "Open the record"),
    ],
  );
};

/**
 * The raiser's own line, in their own chat alone: what is proven, and while nobody is told the way back. The title
 * is what a lock screen shows: nothing about what it is.
 */
export const raisedCard = ({ ref, held }: Concern, say: string, recordUrl: string): Card => {
  const title = `Your message, ref ${ref}`;
  const undo = held === undefined ? [] : [press("take-back", "Undo", { ref })];
  return card(title, [heading(title), line(say)], [...undo, open(recordUrl, "Open the record")]);
};

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
  /** Whether its lesson was still on when the card was drawn: it is not drawn again by time alone. */
  readonly lesson?: { readonly state: "on" | "over"; readonly at: string };
  /** Among the alerts of its lesson that went to the same place: 1 for the first. */
  readonly order?: number;
  /** Calls whoever raised it, in Teams. */
  readonly callUrl?: string;
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

/** About an adult it stands in the record alone: whoever looks over a shoulder would know who spoke. */
const raiserOf = ({ about, names, raisedBy }: Concern): string | undefined =>
  about === "adult" ? undefined : names[raisedBy];

const ORDINAL: { readonly [n: number]: string } = { 2: "2nd", 3: "3rd" };

/** "2nd alert of this lesson": nothing for the first. */
const orderLine = (order: number): string =>
  order < 2 ? "" : `${ORDINAL[order] ?? `${order}th`} alert of this lesson.`;

const lessonLine = ({ label }: Concern, { lesson, timeZone }: AlertSurroundings): string =>
  lesson === undefined
    ? label
    : `${label}, ${lesson.state === "on" ? `on at ${clockTime(lesson.at, timeZone)}` : "over"}`;

const takenLine = (concern: Concern, timeZone: string): string => {
  const [taken] = concern.acknowledged;
  if (concern.closed !== undefined) return "Closed";
  if (taken === undefined) return "Nobody has it yet";
  const by = concern.about === "adult" ? undefined : concern.names[taken.by];
  return `Taken at ${clockTime(taken.at, timeZone)}${by === undefined ? "" : ` by ${by}`}`;
};

/**
 * What a recipient gets: reference, time, lesson, plain kind, which member of staff. No pupil's name, no words
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
  const raiser = raiserOf(concern);
  const tied = orderLine(around.order ?? 1);
  return card(
    `${plain} Ref ${concern.ref}`,
    [
      heading(plain),
      ...(say === "" ? [] : [line(say)]),
      ...(tied === "" ? [] : [line(tied)]),
      ...(raiser === undefined
        ? []
        : [line(`Raised to you by ${raiser}, ${clockTime(concern.raisedAt, timeZone)}.`)]),
      facts([
        ["Reference", concern.ref],
        ["Time", clockTime(concern.raisedAt, timeZone)],
        ["Lesson", lessonLine(concern, around)],
        ["State", takenLine(concern, timeZone)],
      ]),
      ...(nobodyHasIt ? [line("Press I have it, so that the person who raised it knows.")] : []),
      ...(handOn
        ? [line("Teaching, or not able to? Press I cannot take it now, and the next person is told at once.")]
        : handed !== "" && nobodyHasIt
          ? [line(handed)]
          : []),
    ],
    [
      ...(nobodyHasIt ? [press("have-it", "I have it", { ref: concern.ref })] : []),
      ...(raiser === undefined || around.callUrl === undefined
        ? []
        : [open(around.callUrl, `Call ${raiser}`)]),
      open(recordUrl, "Open the record"),
      // Last, away from the press that says the opposite.
      ...(handOn ? [press("hand-on", "I cannot take it now", { ref: concern.ref })] : []),
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

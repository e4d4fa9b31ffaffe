import { handedOnBy, mayHandOn } from "../concern/escalation.ts";
import type { Concern } from "../concern/state.ts";
import { defined } from "../defined.ts";
import { clockTime } from "../time/clock-time.ts";
import { plainKind } from "./concern-view.ts";

type Around = {
  readonly timeZone: string;
  /** The school's telephone number as written; "" where none is set. */
  readonly phone: string;
};

/**
 * All that an alert's card says of the concern itself; a card whose face has changed since is outdated. Reference,
 * time, plain kind, which member of staff: no pupil's name, no free text (safeguarding 2b).
 */
export type AlertFace = {
  readonly plain: string;
  readonly raiser?: string;
  readonly raisedAt: string;
  readonly state: string;
  readonly lines: readonly string[];
  readonly mayTake: boolean;
  readonly mayHandOn: boolean;
};

/** What happened after this reader said that they cannot take it: no more than is so. */
const handedLine = (concern: Concern, reader: string, { timeZone, phone }: Around): string => {
  const handed = handedOnBy(concern, reader);
  if (handed === undefined) return "";
  const at = clockTime(handed.at, timeZone);
  if (handed.toOthers) return `You handed it on at ${at}. You can still take it.`;
  const office = phone === "" ? "the school office" : `the school office on ${phone}`;
  const nobody = concern.escalationEndedAt === undefined ? "can be asked yet" : "is asked any more";
  return `You said at ${at} that you cannot take it. No one else ${nobody}: phone ${office}. You can still take it.`;
};

const takenLine = (concern: Concern, timeZone: string): string => {
  const [taken] = concern.acknowledged;
  if (concern.closed !== undefined) return "Closed";
  if (taken === undefined) return "Not taken yet";
  const by = concern.about === "adult" ? undefined : concern.names[taken.by];
  return `Taken at ${clockTime(taken.at, timeZone)}${by === undefined ? "" : ` by ${by}`}`;
};

const linesFor = (concern: Concern, reader: string | undefined, around: Around): readonly string[] => {
  const handOn = reader !== undefined && mayHandOn(concern, reader);
  const handed = reader === undefined ? "" : handedLine(concern, reader, around);
  const open = isOpen(concern);
  return [
    ...(open ? ["Press I have it, so that the person who raised it knows."] : []),
    ...(handOn
      ? ["Teaching, or not able to? Press I cannot take it now, and the next person is told at once."]
      : handed !== "" && open
        ? [handed]
        : []),
  ];
};

/** Not closed, and no one has it: others who take it as well say so on the record page. */
const isOpen = ({ closed, acknowledged }: Concern): boolean =>
  closed === undefined && acknowledged.length === 0;

/** @param reader in whose own chat the card is; absent for a channel, where there is no handing on */
export const alertFace = (concern: Concern, around: Around, reader?: string): AlertFace => {
  // About an adult the raiser's name is in the record alone: anyone who sees the screen would know who spoke.
  const raiser = concern.about === "adult" ? undefined : concern.names[concern.raisedBy];
  return {
    plain: plainKind(concern),
    ...defined({ raiser }),
    raisedAt: clockTime(concern.raisedAt, around.timeZone),
    state: takenLine(concern, around.timeZone),
    lines: linesFor(concern, reader, around),
    mayTake: isOpen(concern),
    mayHandOn: reader !== undefined && mayHandOn(concern, reader),
  };
};

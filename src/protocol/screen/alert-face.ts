import { handedOnBy, mayHandOn, mayHandOnInChannel } from "../concern/handing-on.ts";
import { areOthersTold } from "../concern/others-told.ts";
import { isSentAgain, SENT_AGAIN } from "../concern/sent-again.ts";
import type { Concern } from "../concern/state.ts";
import { defined } from "../defined.ts";
import { A_PARENT, isOfFamily } from "../families/raiser.ts";
import { clockTime } from "../time/clock-time.ts";
import { timeOrDay } from "../time/moments.ts";
import { isLessonGuard } from "../who/lesson-guard.ts";
import { plainKind } from "./concern-view.ts";
import { inList } from "./route-words.ts";

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
  /** "Raised to you by Ms Okafor, 10:41."; "" where who raised it is not said. */
  readonly raised: string;
  readonly raisedAt: string;
  readonly state: string;
  readonly lines: readonly string[];
  readonly mayTake: boolean;
  /** Said before the press that hands it on; absent where there is none. */
  readonly handOn?: string;
};

const officeOn = (phone: string): string =>
  phone === "" ? "the school office" : `the school office on ${phone}`;

/** What happened after this reader said that they cannot take it: no more than is so. */
const handedLine = (concern: Concern, reader: string, { timeZone, phone }: Around): string => {
  const handed = handedOnBy(concern, reader);
  if (handed === undefined) return "";
  const at = timeOrDay(handed.at, concern.raisedAt, timeZone);
  if (handed.toOthers) return `You handed it on at ${at}. You can still take it.`;
  const others =
    concern.escalationEndedAt === undefined ? "There is no one else to ask yet" : "No one else will be asked";
  return `You said at ${at} that you cannot take it. ${others}: phone ${officeOn(phone)}. You can still take it.`;
};

/** Whether a reader of the channel has handed it on, and no one else could be asked. */
const isAloneInChannel = (concern: Concern): boolean =>
  concern.handedOn.some(({ by }) => handedOnBy(concern, by)?.toOthers === false);

/** In the channel: who cannot take it, so that the others know why they are asked. */
const cannotLine = (concern: Concern, { timeZone, phone }: Around): string => {
  const { handedOn, names, raisedAt } = concern;
  const people = [...new Map(handedOn.map((one) => [one.by, one])).values()].map(
    ({ by, at }) => `${names[by] ?? "a member of staff"} (${timeOrDay(at, raisedAt, timeZone)})`,
  );
  if (people.length === 0) return "";
  const alone = isAloneInChannel(concern)
    ? ` There is no one else to ask yet: if you cannot take it, phone ${officeOn(phone)}.`
    : "";
  return `Cannot take it: ${inList(people)}.${alone}`;
};

/** What has become of an alert, and by whom it was taken: of what is about an adult no one is named. */
export const takenWords = (concern: Concern, timeZone: string): string => {
  const [taken] = concern.acknowledged;
  if (concern.closed !== undefined) return "Closed";
  if (taken === undefined) return "Not taken yet";
  const by = concern.about === "adult" ? undefined : concern.names[taken.by];
  return `Taken at ${timeOrDay(taken.at, concern.raisedAt, timeZone)}${by === undefined ? "" : ` by ${by}`}`;
};

/** Who raised it. About an adult it stands in the record alone: a person who looks over a shoulder would know who spoke. */
export const raiserOf = ({ about, names, raisedBy }: Concern): string | undefined => {
  if (about === "adult") return undefined;
  return isOfFamily(raisedBy) ? A_PARENT : names[raisedBy];
};

const raisedLine = (concern: Concern, at: string): string => {
  const raiser = raiserOf(concern);
  if (raiser === undefined) return "";
  return isLessonGuard(concern.raisedBy)
    ? `${raiser} noticed it at ${at}.`
    : `Raised to you by ${raiser}, ${at}.`;
};

/** Not closed, and no one has it: others who take it as well say so on the record page. */
export const isOpen = ({ closed, acknowledged }: Concern): boolean =>
  closed === undefined && acknowledged.length === 0;

/** Whom the press tells: what Lesson Guard noticed no person raised. */
const takeLine = (concern: Concern): string => {
  const others = areOthersTold(concern);
  if (isOfFamily(concern.raisedBy))
    return `Press I have it${others ? ", so that the others who were told know" : ""}. The parent waits for a call.`;
  return isLessonGuard(concern.raisedBy)
    ? `Press I have it, so that the staff of the lesson${others ? " and the others who were told" : ""} know.`
    : "Press I have it, so that the person who raised it knows.";
};

/** No one was left to ask when a first person pressed it. */
const HAND_ON_AGAIN = "Not able to take it either? Press I cannot take it now, so that the others know.";
const HAND_ON = "Teaching, or not able to? Press I cannot take it now, and the next person is told at once.";

/** Whether one that is read in this person's own chat, or in the channel, can be handed on there. */
export const canHandOn = (concern: Concern, reader: string | undefined): boolean =>
  reader === undefined ? mayHandOnInChannel(concern) : mayHandOn(concern, reader, false);

/** @param reader in whose own chat the card is; absent for a channel */
export const alertFace = (concern: Concern, around: Around, reader?: string): AlertFace => {
  const raisedAt = clockTime(concern.raisedAt, around.timeZone);
  const open = isOpen(concern);
  const again = reader === undefined && isAloneInChannel(concern);
  const handOn = canHandOn(concern, reader) ? (again ? HAND_ON_AGAIN : HAND_ON) : undefined;
  const handed =
    reader === undefined
      ? cannotLine(concern, around)
      : handOn === undefined
        ? handedLine(concern, reader, around)
        : "";
  return {
    plain: plainKind(concern, "now"),
    raised: raisedLine(concern, raisedAt),
    raisedAt,
    state: takenWords(concern, around.timeZone),
    lines: [
      ...(isSentAgain(concern, reader) ? [SENT_AGAIN] : []),
      ...(open ? [takeLine(concern), ...(handed === "" ? [] : [handed])] : []),
    ],
    mayTake: open,
    ...defined({ handOn }),
  };
};

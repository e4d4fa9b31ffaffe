import type { Concern } from "./concern/state.ts";
import { isMessage } from "./duty.ts";
import { calledBy } from "./escalation-words.ts";
import type { Lesson } from "./lesson/state.ts";

/** So long has Teams taken nothing that people must not go on waiting for it. */
const NOTHING_FOR_MS = 15_000;

type Around = { readonly now: string; readonly timeZone: string; readonly phone: string };

const isLong = (since: string, now: string): boolean => Date.parse(now) - Date.parse(since) >= NOTHING_FOR_MS;

const office = (phone: string): string =>
  phone === "" ? "Phone the school office now." : `Phone the school office now on ${phone}.`;

/** Nobody has it, and Teams has taken no message about it. */
const isUntold = ({ acknowledged, closed, deliveries }: Concern): boolean =>
  acknowledged.length === 0 &&
  closed === undefined &&
  deliveries.length > 0 &&
  !deliveries.some((one) => one.state === "told" && isMessage(one.target));

/** What is said of a concern that could not be sent for a quarter of a minute; undefined for any other. */
export const concernNotSent = (concern: Concern, { now, timeZone, phone }: Around): string | undefined => {
  if (!isUntold(concern) || !isLong(concern.raisedAt, now)) return undefined;
  const called = calledBy(concern, timeZone);
  return ["Teams has taken no message about this for 15 seconds.", called, office(phone)]
    .filter((part) => part !== "")
    .join(" ");
};

/** Neither set, nor refused, nor seen otherwise: no answer at all. */
const doorsUnanswered = ({ phase, doors: { asked, seen, notSet } }: Lesson, now: string): boolean =>
  phase !== "over" &&
  asked !== undefined &&
  [seen, notSet].every((answer) => answer === undefined || answer.at < asked.at) &&
  isLong(asked.at, now);

/**
 * What the panel says at its top where something of this lesson has waited so long.
 * @param mine concerns this person raised, and the alert of the lesson's end
 */
export const nothingSent = (lesson: Lesson, mine: readonly Concern[], around: Around): string | undefined => {
  const { now, phone } = around;
  const doorsWait = doorsUnanswered(lesson, now);
  const concernsWait = mine.some((one) => concernNotSent(one, around) !== undefined);
  if (!doorsWait && !concernsWait) return undefined;
  return [
    "Teams has not answered Lesson Guard for 15 seconds.",
    "What you press is recorded and still being sent, but do not wait for it.",
    ...(doorsWait ? ["Use Teams' own buttons."] : []),
    office(phone),
  ].join(" ");
};

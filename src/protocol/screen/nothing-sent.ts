import type { Concern } from "../concern/state.ts";
import { longUntold } from "../concern/untold.ts";
import type { Lesson } from "../lesson/state.ts";
import { addMs, clockTime } from "../time/clock-time.ts";
import { CANNOT_SIGN_IN } from "../work/protective.ts";
import { SILENT_MS } from "./ending.ts";
import { calledBy } from "./escalation-words.ts";
import { panelSignedOut } from "./signed-out.ts";

type Around = { readonly now: string; readonly timeZone: string; readonly phone: string };

const office = (phone: string): string =>
  phone === "" ? "Phone the school office now." : `Phone the school office now on ${phone}.`;

/** What is said of a concern that could not be sent for a quarter of a minute; undefined for any other. */
export const concernNotSent = (concern: Concern, { now, timeZone, phone }: Around): string | undefined => {
  const nothing = longUntold(concern, now);
  if (nothing === undefined) return undefined;
  const long = nothing.step === 1 ? "for 15 seconds" : `since ${clockTime(nothing.since, timeZone)}`;
  const called = calledBy(concern, timeZone);
  return [`Teams has not accepted any message about this ${long}.`, called, office(phone)]
    .filter((part) => part !== "")
    .join(" ");
};

/** Not set, not refused and not seen otherwise: Teams has not answered. */
const doorsUnanswered = ({ phase, doors: { asked, seen, notSet } }: Lesson, now: string): boolean =>
  phase !== "over" &&
  asked !== undefined &&
  [seen, notSet].every((answer) => answer === undefined || answer.at < asked.at) &&
  now >= addMs(asked.at, SILENT_MS);

/** The last try could not be sent, because Microsoft does not accept our sign-in. */
const isSignedOut = (
  { phase, doors: { asked, seen, notSet }, call }: Lesson,
  mine: readonly Concern[],
): boolean => {
  const doors =
    notSet?.reason === CANNOT_SIGN_IN && notSet.at >= (asked?.at ?? "") && notSet.at > (seen?.at ?? "");
  const join = call.state === "not joined" && call.reason === CANNOT_SIGN_IN;
  const untold = mine.some(
    (one) =>
      one.acknowledged.length === 0 &&
      one.closed === undefined &&
      one.deliveries.some(({ state, reason }) => state === "not told" && reason === CANNOT_SIGN_IN) &&
      !one.deliveries.some(({ state }) => state === "told"),
  );
  return (phase !== "over" && (doors || join)) || untold;
};

/**
 * What the panel says at its top when something of this lesson has waited this long.
 * @param mine concerns this person raised, and the alert of the lesson's end
 */
export const nothingSent = (lesson: Lesson, mine: readonly Concern[], around: Around): string | undefined => {
  const { now, phone } = around;
  if (isSignedOut(lesson, mine)) return panelSignedOut(phone);
  const doorsWait = doorsUnanswered(lesson, now);
  const concernsWait = mine.some((one) => concernNotSent(one, around) !== undefined);
  if (!doorsWait && !concernsWait) return undefined;
  const silence = "Teams has not answered Lesson Guard for 5 seconds.";
  // The lesson has not begun: there is nothing yet that staff would have to stop by hand.
  if (lesson.phase === "planned" && !concernsWait)
    return `${silence} What you press is recorded and still being sent.`;
  return [
    doorsWait ? silence : "Lesson Guard could not send a message for 15 seconds.",
    ...(doorsWait && lesson.phase !== "planned" ? ["Use Teams' own buttons."] : []),
    office(phone),
    "What you press is recorded and still being sent, but do not wait for it.",
  ].join(" ");
};

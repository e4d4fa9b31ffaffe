import { isEscalating } from "../concern/escalation.ts";
import type { Concern } from "../concern/state.ts";
import { hasCallList } from "../lesson/call-list.ts";
import { whyNoRemoval } from "../lesson/doors.ts";
import { stillInside } from "../lesson/inside.ts";
import { isOneToOne } from "../lesson/one-to-one.ts";
import { isThere } from "../lesson/person.ts";
import { peopleOf } from "../lesson/presence.ts";
import { stillSending } from "../lesson/sending.ts";
import type { Lesson } from "../lesson/state.ts";
import { clockTime } from "../time/clock-time.ts";
import { isMessage, type Target } from "../work/duty.ts";
import { CANNOT_SIGN_IN } from "../work/protective.ts";
import { calledBy, escalationSentence, notSentSince } from "./escalation-words.ts";
import { doorsProof, isLate } from "./proofs.ts";
import { quietProof } from "./quiet.ts";
import { inList } from "./route-words.ts";
import { cannotSignIn } from "./signed-out.ts";
import { firstRoles, firstTold, roleOf } from "./told-words.ts";
import type { EndStep, Proof } from "./view.ts";

/** Whom to phone, a sentence. */
export const officePhone = (phone: string): string =>
  phone === "" ? "Phone the school office." : `Phone the school office on ${phone}.`;

const personTarget = (concern: Concern, person: string): Target | undefined =>
  concern.deliveries.find(({ target }) => target.to === "person" && target.person === person)?.target;

/** How far an alert has come. Told: the Bot Connector accepted it; seen: a signed-in person pressed. */
export const alertProof = (
  concern: Concern | undefined,
  now: string,
  timeZone: string,
  phone: string,
): Proof => {
  if (concern === undefined || concern.version === 0)
    return { state: "none", sentence: "No one has been told yet." };
  if (concern.takenBackAt !== undefined)
    return {
      state: "proven",
      at: concern.takenBackAt,
      sentence: `Undone ${clockTime(concern.takenBackAt, timeZone)}. No one was told.`,
    };
  if (concern.held !== undefined)
    return { state: "asked", at: concern.raisedAt, sentence: "Not told yet: you can still undo it." };
  const told = concern.deliveries.find((one) => one.state === "told" && isMessage(one.target));
  const seen = concern.acknowledged[0];
  const who = roleOf(concern, told?.target);
  const by = seen === undefined ? who : roleOf(concern, personTarget(concern, seen.by) ?? told?.target);
  if (seen !== undefined && told !== undefined)
    return {
      state: "proven",
      at: seen.at,
      sentence: `${told.target.to === "channel" ? `Sent to ${roleOf(concern, told.target)} channel` : "Told"} ${clockTime(told.at, timeZone)}, seen by ${by} ${clockTime(seen.at, timeZone)}.`,
    };
  if (seen !== undefined)
    return { state: "proven", at: seen.at, sentence: `Seen by ${by} ${clockTime(seen.at, timeZone)}.` };
  const escalated = escalationSentence(concern, now, timeZone, officePhone(phone));
  if (told !== undefined && escalated !== undefined)
    return {
      state:
        concern.escalationEndedAt === undefined && notSentSince(concern, now) === undefined
          ? "proven"
          : "not proven",
      at: told.at,
      sentence: escalated,
    };
  if (told !== undefined)
    return {
      state: "proven",
      at: told.at,
      sentence: `${firstTold(concern, timeZone)} Not seen yet.`,
    };
  if (concern.nobodyKnown && concern.deliveries.length === 0 && isEscalating(concern))
    return {
      state: "not proven",
      at: concern.raisedAt,
      sentence: `Lesson Guard could not look up who to tell yet. Still trying. ${officePhone(phone)}`,
    };
  if (concern.reaches === "nobody")
    return {
      state: "refused",
      at: concern.raisedAt,
      sentence: `There is no one here who can be told. ${officePhone(phone)}`,
    };
  const called = calledBy(concern, timeZone);
  if (called !== "")
    return {
      state: "not proven",
      at: concern.raisedAt,
      sentence: `Teams has not accepted the message yet. Still trying. ${called} ${officePhone(phone)}`,
    };
  if (
    concern.deliveries.some((one) => one.reason === CANNOT_SIGN_IN) &&
    concern.deliveries.every((one) => one.state !== "told")
  )
    return {
      state: "not proven",
      at: concern.raisedAt,
      sentence: `${cannotSignIn("no one has been told yet. Still trying.")} ${officePhone(phone)}`,
    };
  // An outage is no refusal: it is tried again until Teams takes it.
  if (concern.deliveries.every((one) => one.state === "not told" && one.final === true))
    return {
      state: "refused",
      at: concern.raisedAt,
      sentence: `Teams did not accept the message. ${officePhone(phone)}`,
    };
  return isLate(concern.raisedAt, now)
    ? {
        state: "not proven",
        at: concern.raisedAt,
        sentence: `Teams has not accepted the message yet. Still trying. ${officePhone(phone)}`,
      }
    : { state: "asked", at: concern.raisedAt, sentence: `Telling ${inList(firstRoles(concern))}.` };
};

const plural = (n: number): string => (n === 1 ? "1 person" : `${n} people`);

/** Teams allows breakout rooms, or does not say: people in them are missing from the call's list. */
const mayHaveRooms = ({ doors }: Lesson): boolean => {
  const rooms = doors.seen?.breakoutRooms;
  return rooms === true || rooms === "not said";
};

const removalProof = (lesson: Lesson, now: string): Proof => {
  const { end } = lesson;
  if (lesson.phase === "over") return { state: "proven", sentence: "Everyone has left." };
  const why = whyNoRemoval(lesson);
  if (why !== undefined) return { state: "not proven", sentence: why };
  if (end?.beganAt === undefined) return { state: "none", sentence: "Starts when the undo time is over." };
  const unsaid: Proof = {
    state: isLate(end.beganAt, now) ? "not proven" : "asked",
    sentence: "Teams has not listed yet who is inside.",
  };
  if (!hasCallList(lesson)) return unsaid;
  if (lesson.call.doubt !== undefined)
    return { ...unsaid, sentence: "The newest list from Teams may miss people. Asking again." };
  const inside = stillInside(lesson);
  const toGo = inside.filter((one) => one.removal !== undefined);
  if (toGo.length === 0) {
    if (inside.length > 0) return { state: "asked", sentence: `${plural(inside.length)} still inside.` };
    if (end.listSeenAt !== undefined && mayHaveRooms(lesson))
      return {
        state: "not proven",
        sentence: "No family is in the main meeting. Breakout rooms cannot be seen: close them in Teams.",
      };
    return end.listSeenAt === undefined
      ? { ...unsaid, sentence: "No family is in the list now. Only a new list proves that they left." }
      : {
          state: "proven",
          at: end.listSeenAt,
          sentence: `${isOneToOne(lesson) ? "The family has" : "All families have"} left: the list of the call says so.`,
        };
  }
  const refused = toGo.filter((one) => one.removal === "refused").length;
  if (refused > 0) return { state: "refused", sentence: `Teams refused to remove ${plural(refused)}.` };
  return isLate(end.beganAt, now)
    ? { state: "not proven", sentence: `${plural(toGo.length)} still inside.` }
    : { state: "asked", sentence: `Removing ${plural(toGo.length)}.` };
};

/** Teams goes on offering to admit those who wait. */
const withLobby = (lesson: Lesson, proof: Proof): Proof => {
  const waiting = peopleOf(lesson).filter(
    (one) => isThere(one) && one.place === "lobby" && !one.staff,
  ).length;
  return lesson.phase === "over" || waiting === 0
    ? proof
    : { ...proof, sentence: `${proof.sentence} ${waiting} in the lobby: do not admit them.` };
};

const leaveProof = (lesson: Lesson, timeZone: string): Proof =>
  lesson.phase === "over"
    ? {
        state: "proven",
        at: lesson.overAt ?? "",
        sentence: `Teams reports that the meeting ended at ${clockTime(lesson.overAt ?? "", timeZone)}.`,
      }
    : { state: "your turn", sentence: "Only End meeting in Teams ends it for certain." };

/** Doors shut, and quiet: says if a camera is still on; one that cannot be seen holds nothing up. */
const doorsAndQuiet = (lesson: Lesson, now: string, timeZone: string): Proof => {
  const doors = doorsProof(lesson, now, timeZone);
  const on = stillSending(lesson);
  const loud = on !== undefined && on.cameras.length + on.mics.length > 0;
  const quiet = loud ? quietProof(lesson, now, timeZone, false) : undefined;
  return doors.state === "proven" && quiet?.state === "not proven" ? quiet : doors;
};

/** The fact without what to press: that is said once, above the steps. */
const factOf = ({ fact, ...proof }: Proof): Proof => ({ ...proof, sentence: fact ?? proof.sentence });

const titleOf = (roles: readonly string[]): string => {
  const parts = [
    ...(roles.includes("the DSL") ? ["DSL"] : []),
    ...(roles.includes("the headteacher") ? ["headteacher"] : []),
    ...(roles.includes("a deputy headteacher") ? ["deputy headteacher"] : []),
  ];
  const words = inList(parts);
  return words === "" ? "Alert" : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

const alertStep = (
  { end }: Lesson,
  alert: Concern | undefined,
  now: string,
  timeZone: string,
  phone: string,
): EndStep => ({
  step: "alert",
  title: titleOf(alert === undefined ? (end?.tells ?? []) : firstRoles(alert)),
  proof:
    end?.beganAt === undefined
      ? { state: "none", sentence: "Told when the undo time is over." }
      : alertProof(alert, now, timeZone, phone),
});

/** The steps of an end, for safety (X1) or in the ordinary way, each as far as it is proven and no further. */
export const endSteps = (
  lesson: Lesson,
  alert: Concern | undefined,
  now: string,
  timeZone: string,
  phone: string,
): readonly EndStep[] => [
  // In a small panel the last step is below the edge. What a person does stands above the steps, too.
  ...(lesson.end?.why === "ordinary" ? [] : [alertStep(lesson, alert, now, timeZone, phone)]),
  { step: "leave", title: "Your part in Teams", proof: leaveProof(lesson, timeZone) },
  { step: "doors", title: "Doors and microphones", proof: factOf(doorsAndQuiet(lesson, now, timeZone)) },
  { step: "removal", title: "Everyone out", proof: withLobby(lesson, removalProof(lesson, now)) },
];

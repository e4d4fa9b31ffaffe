import isEqual from "fast-deep-equal";
import { isOfFamily } from "../families/raiser.ts";
import { alertFace } from "../screen/alert-face.ts";
import { isLessonGuard } from "../who/lesson-guard.ts";
import { type Duty, type DutyKind, isMessage, sameTarget, type Target, targetKey } from "../work/duty.ts";
import { isCpomsOpen } from "./cpoms.ts";
import { dueAfterMs, escalateDuty, isEscalating, isRefused, stepOf, tellDuty } from "./escalation.ts";
import type { ConcernEvent } from "./events.ts";
import { havingIt } from "./follow-up-of.ts";
import type { Concern, Delivery } from "./state.ts";

const MINUTE = 60_000;

const redraw = (ref: string, { target, step }: Delivery): Duty => ({
  work: { kind: "redraw-alert", ref, target, ...(step === 1 ? {} : { step }) },
  afterMs: 0,
  deadlineMs: MINUTE,
  expiryMs: 60 * MINUTE,
  repeat: "until-done",
  replaces: `alert:${ref}:${targetKey(target)}${step === 1 ? "" : `:${step}`}`,
  urgent: false,
});

const isTold = ({ state, target }: Delivery): boolean => state === "told" && isMessage(target);

const cardOf = (concern: Concern, { target }: Delivery) =>
  alertFace(concern, { timeZone: "UTC", phone: "" }, target.to === "person" ? target.person : undefined);

/**
 * Every card that now shows something else than before, wherever the press came from. Cards are compared, so that
 * no event can be forgotten. A card still on its way when a person took or closed the concern is put right too.
 */
const behind = (before: Concern, after: Concern): readonly Duty[] =>
  after.deliveries.filter(isTold).flatMap((one) => {
    const known = before.deliveries.some(
      (other) => isTold(other) && other.step === one.step && sameTarget(other.target, one.target),
    );
    const isBehind = known
      ? !isEqual(cardOf(before, one), cardOf(after, one))
      : after.acknowledged.length > 0 || after.closed !== undefined;
    return isBehind ? [redraw(after.ref, one)] : [];
  });

/** The message of each person and channel who was told, to be drawn once more. */
export const alertsOfConcern = (concern: Concern): readonly Duty[] =>
  concern.deliveries.filter(isTold).map((one) => redraw(concern.ref, one));

/** @param conversation where Teams has it, @param activity its id there */
export const removeMessageDuty = (conversation: string, activity: string): Duty => ({
  work: { kind: "remove-message", conversation, activity },
  afterMs: 0,
  deadlineMs: MINUTE,
  expiryMs: 60 * MINUTE,
  repeat: "until-done",
  urgent: false,
});

/** Every card that stands about it, to be drawn once more. */
export const cardsOfConcern = (concern: Concern): readonly Duty[] => [
  ...alertsOfConcern(concern),
  ...tellRaiser(concern),
];

/** The raiser's own line; for the alert of an ended lesson it stands in the presser's progress card. */
const raiserLine = (concern: Concern): Duty => ({
  work:
    concern.about === "ended"
      ? { kind: "send-progress", lesson: concern.lesson, staff: concern.raisedBy }
      : { kind: "tell-raiser", ref: concern.ref },
  afterMs: 0,
  deadlineMs: 10_000,
  expiryMs: 60 * MINUTE,
  repeat: "until-done",
  replaces: concern.about === "ended" ? `progress:${concern.lesson}` : `raiser:${concern.ref}`,
  urgent: false,
});

/** Of what Lesson Guard told of itself there is no raiser, and a parent has no chat with it. */
const tellRaiser = (concern: Concern): readonly Duty[] =>
  isLessonGuard(concern.raisedBy) || isOfFamily(concern.raisedBy) ? [] : [raiserLine(concern)];

/** Later alerts of the lesson say of the first whether, and by whom, it was taken. Of what is about an adult none does. */
const laterAlerts = ({ about, lesson, raisedAt }: Concern): readonly Duty[] =>
  about === "adult"
    ? []
    : [
        {
          work: { kind: "redraw-alerts", lesson, after: raisedAt },
          afterMs: 0,
          deadlineMs: MINUTE,
          expiryMs: 60 * MINUTE,
          repeat: "until-done",
          replaces: `alerts:${lesson}:${raisedAt}`,
          urgent: false,
        },
      ];

/**
 * Duties that an event takes back before they have started: an alert that a person has taken goes no further, a
 * closed one is sent to no one new, and a step that is taken leaves no older timer behind.
 */
export const concernDutiesUndoneBy = (event: ConcernEvent): readonly DutyKind[] => {
  switch (event.type) {
    case "ConcernClosed":
      return ["tell", "escalate"];
    case "Acknowledged":
    case "Escalated":
    case "EscalationEnded":
    case "TellingBegan":
    case "TakenBack":
      return ["escalate"];
    case "ConcernRaised":
    case "RouteWidened":
    case "SubjectNamed":
    case "Told":
    case "SentUnanswered":
    case "NotTold":
    case "HandedOn":
    case "DetailAdded":
    case "CpomsNoted":
    case "ActionNoted":
    case "HandedOver":
    case "ReminderSet":
    case "ChildLinked":
    case "LessonKept":
    case "ConcernHeld":
    case "ConcernHoldLifted":
    case "ConcernReviewed":
    case "ConcernExported":
    case "PersonalErased":
      return [];
  }
};

/** It looks each morning, until nothing is left to be reminded of. */
const remindDuty = (ref: string): Duty => ({
  work: { kind: "remind-concern", ref },
  afterMs: 0,
  deadlineMs: 60 * MINUTE,
  expiryMs: REMINDED_FOR_MS,
  repeat: "until-done",
  replaces: `remind:${ref}`,
  urgent: false,
});

const REMINDED_FOR_MS = 800 * 24 * 60 * MINUTE;

const handedOverDuty = (ref: string, { at, data }: Extract<ConcernEvent, { type: "HandedOver" }>): Duty => ({
  work: { kind: "tell-handed-over", ref, person: data.to, at },
  afterMs: 0,
  deadlineMs: 5 * MINUTE,
  expiryMs: 24 * 60 * MINUTE,
  repeat: "until-done",
  urgent: false,
});

/** Words such as "there is shouting now" may not wait: it goes with the alerts, and one takes the place of another. */
const tellMoreDuty = (ref: string, person: string, at: string): Duty => ({
  work: { kind: "tell-more", ref, person, at },
  afterMs: 0,
  deadlineMs: 10_000,
  expiryMs: 24 * 60 * MINUTE,
  repeat: "until-done",
  replaces: `more:${ref}:${person}`,
  urgent: true,
});

const msBetween = (from: string, until: string): number => Date.parse(until) - Date.parse(from);

const tellDuties = (concern: Concern, targets: readonly Target[]): readonly Duty[] => [
  ...targets.map((target) => tellDuty(concern.ref, target, 1)),
  ...tellRaiser(concern),
  escalateDuty(concern.ref, 2, dueAfterMs(concern)),
];

/** The outgoing work that a concern's event calls for, without the cards to redraw. `concern`: the state after it. */
const concernDutiesFor = (concern: Concern, event: ConcernEvent): readonly Duty[] => {
  const { ref } = concern;
  switch (event.type) {
    case "ConcernRaised":
      return event.data.undoUntil === undefined
        ? tellDuties(concern, event.data.targets)
        : // The timer stands in the record: even if the program stops meanwhile, the headteacher is told.
          [...tellRaiser(concern), escalateDuty(ref, 1, msBetween(event.at, event.data.undoUntil))];
    case "TellingBegan":
      return tellDuties(concern, event.data.targets);
    case "TakenBack":
      return tellRaiser(concern);
    case "RouteWidened":
      return [
        ...event.data.targets.map((target) => tellDuty(ref, target, 1)),
        ...tellRaiser(concern),
        // The search may have ended because there was no one to ask; a second timer of a step changes nothing.
        ...(event.data.why === "subject named" && isEscalating(concern)
          ? [escalateDuty(ref, stepOf(concern) + 1, concern.escalateAfterMs)]
          : []),
      ];
    case "Escalated": {
      const { targets, step, afterMs } = event.data;
      return [
        ...targets.map((target) => tellDuty(ref, target, step)),
        ...tellRaiser(concern),
        escalateDuty(ref, step + 1, afterMs),
      ];
    }
    case "NotTold":
      return [
        ...tellRaiser(concern),
        ...(isRefused(concern) ? [escalateDuty(ref, stepOf(concern) + 1, 0)] : []),
      ];
    case "Told":
    case "EscalationEnded":
    case "HandedOn":
      return tellRaiser(concern);
    case "Acknowledged":
      return [...tellRaiser(concern), ...laterAlerts(concern)];
    case "ConcernClosed":
      return [
        ...tellRaiser(concern),
        ...laterAlerts(concern),
        ...(isCpomsOpen(concern) ? [remindDuty(ref)] : []),
      ];
    case "HandedOver":
      return event.data.to === event.data.by ? [] : [handedOverDuty(ref, event)];
    case "ReminderSet":
      return event.data.on === undefined ? [] : [remindDuty(ref)];
    case "ChildLinked":
      // After closing: one more child, of whom CPOMS has nothing yet.
      return isCpomsOpen(concern) ? [remindDuty(ref)] : [];
    case "DetailAdded":
      // A person who has it does not look again by themselves; where no one has it, the alert goes on. A link of a family
      // calls no one a second time (X2).
      if (isOfFamily(event.data.by)) return [];
      return havingIt(concern)
        .filter((person) => person !== event.data.by)
        .map((person) => tellMoreDuty(ref, person, event.at));
    case "SentUnanswered":
    case "SubjectNamed":
    case "CpomsNoted":
    case "ActionNoted":
    case "LessonKept":
    case "ConcernHeld":
    case "ConcernHoldLifted":
    case "ConcernReviewed":
    case "ConcernExported":
    case "PersonalErased":
      return [];
  }
};

/**
 * The outgoing work a decision calls for: what each of its events asks for, and with the last of them every card
 * that shows something else now.
 * @returns one list for each event
 */
export const concernDutiesOf = (
  before: Concern,
  after: Concern,
  events: readonly ConcernEvent[],
): readonly (readonly Duty[])[] =>
  events.map((event, n) => [
    ...concernDutiesFor(after, event),
    ...(n === events.length - 1 ? behind(before, after) : []),
  ]);

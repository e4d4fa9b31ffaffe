import { isParty } from "../rules/x2-staff-conduct.ts";
import { addMs } from "../time/clock-time.ts";
import { type About, type Holders, personTargets, present } from "../who/route.ts";
import { type Duty, type DutyWork, isMessage, type OtherWay, sameTarget, type Target } from "../work/duty.ts";
import type { Concern, Delivery } from "./state.ts";
import type { EscalationStep } from "./step.ts";

/** Rounds in which everyone is told again at the school's pace; then a telephone is the better way. */
export const MOST_ROUNDS = 20;
export const ESCALATE_FOR_MS = 2 * 60 * 60_000;
/** After those rounds everyone is told again this often, until one of them takes or closes it: no alert is given up. */
export const SLOW_MS = 30 * 60_000;
/** Only after this long does the search end; the raiser is told so. */
export const GIVEN_UP_AFTER_MS = 14 * 24 * 60 * 60_000;

const MINUTE = 60_000;

type Persons = readonly Extract<Target, { to: "person" }>[];

/** Who may be asked at a step: those who hold the roles then, without any person it may be about (X1–X3). */
const persons = (
  concern: Concern,
  role: "dsl" | "headteacher",
  holders: Holders,
  lessonStaff: readonly string[],
): Persons => {
  if (concern.about === "adult" && role === "dsl") return [];
  const others = holders[role].filter((one) => !isParty(concern, one, lessonStaff));
  return personTargets(others, role, holders);
};

/** The ways outside the chat that can be used now. */
export type Ways = readonly OtherWay["to"][];

/** No one took it in time: each person told now is told in every way there is. */
export const otherWays = (persons: Persons, ways: Ways): readonly OtherWay[] =>
  persons.flatMap(({ person, as }) => ways.map((to) => ({ to, person, as })));

/** E-mail to each of these people who has had none yet. */
export const byMail = (concern: Concern, targets: readonly Target[], ways: Ways): readonly OtherWay[] =>
  otherWays(
    targets.filter((one) => one.to === "person"),
    ways.filter((way) => way === "mail"),
  ).filter((one) => !concern.deliveries.some(({ target }) => sameTarget(target, one)));

const isAsked = (concern: Concern, person: string): boolean =>
  concern.deliveries.some(({ target }) => target.to === "person" && target.person === person);

/** DSLs, then headteachers, then round after round; no DSL is asked about an adult (`persons`). */
const UPWARDS: readonly EscalationStep[] = ["dsl", "headteacher"];

const stepsAfter = ({ steps }: Concern): readonly EscalationStep[] => {
  const last = steps.at(-1)?.whom;
  if (last === "again") return ["again"];
  return [...(last === undefined ? UPWARDS : UPWARDS.slice(UPWARDS.indexOf(last) + 1)), "again"];
};

/** The last step that came by the timer and not by a press. */
const lastInTime = ({ steps }: Concern): number => steps.findLast(({ why }) => why === "not seen")?.step ?? 1;

export type NextEscalation = { readonly whom: EscalationStep; readonly targets: Persons };

/**
 * The next step for a concern that no one has taken.
 * @param lessonStaff staff of the lesson now: any of them may be the person an unnamed concern is about
 * @param why "handed on": people who have said, since the last step of the timer, that they cannot take it are
 *   not asked
 * @returns undefined where no one is left to ask
 */
export const nextEscalation = (
  concern: Concern,
  holders: Holders,
  lessonStaff: readonly string[],
  why: "not seen" | "handed on",
): NextEscalation | undefined => {
  const since = why === "not seen" ? stepOf(concern) : lastInTime(concern);
  const declined = (person: string): boolean =>
    concern.handedOn.some((one) => one.by === person && one.step >= since);
  const dsl = persons(concern, "dsl", holders, lessonStaff);
  const head = persons(concern, "headteacher", holders, lessonStaff);
  for (const whom of stepsAfter(concern)) {
    if (whom === "again") {
      const all = [...dsl, ...head.filter((one) => !dsl.some((other) => other.person === one.person))];
      const able = all.filter(({ person }) => !declined(person));
      // Once the time is over, a person who is teaching is better than no one at all.
      const targets = able.length === 0 && why === "not seen" ? all : able;
      return targets.length === 0 ? undefined : { whom, targets };
    }
    const those = whom === "dsl" ? dsl : head;
    const there = present(
      those.map(({ person }) => person),
      holders,
    );
    const fresh = those.filter(
      ({ person }) => there.includes(person) && !isAsked(concern, person) && !declined(person),
    );
    if (fresh.length > 0) return { whom, targets: fresh };
  }
  return undefined;
};

/** 1 for the first telling; each escalation is one more. */
export const stepOf = (concern: Concern): number => concern.steps.at(-1)?.step ?? 1;

/** The step its timer counts to: the first telling, while it can still be taken back. */
export const nextOf = (concern: Concern): number => (concern.held === undefined ? stepOf(concern) + 1 : 1);

/** Rounds that the timer brought about: handing on does not use them up. */
export const roundsOf = (concern: Concern): number =>
  concern.steps.filter(({ whom, why }) => whom === "again" && why === "not seen").length;

/** No one has taken it, and Lesson Guard goes on asking. */
export const isEscalating = (concern: Concern): boolean =>
  isToBeTold(concern) &&
  concern.acknowledged.length === 0 &&
  concern.closed === undefined &&
  concern.escalationEndedAt === undefined;

/** False while it can be taken back, and once it was: no one learns of those. */
const isToBeTold = ({ version, held, takenBackAt }: Concern): boolean =>
  version > 0 && held === undefined && takenBackAt === undefined;

/**
 * A matter of the headteacher's that no one more is asked about: those who were told may have left, so the person
 * who holds the role now answers for it. Until then only those who were told do.
 */
export const isForPresentHeadteacher = (concern: Concern): boolean =>
  isToBeTold(concern) && (concern.about === "adult" || concern.reaches !== "dsl") && !isEscalating(concern);

/** When Teams took a message about it for the first time. */
const firstTold = ({ deliveries }: Concern): string | undefined =>
  deliveries
    .filter(({ state, target }) => state === "told" && isMessage(target))
    .map(({ at }) => at)
    .toSorted()[0];

/** Counted from the first message that Teams accepted: before that no one could have answered. */
export const isTimeOver = (concern: Concern, now: string): boolean =>
  now >= addMs(firstTold(concern) ?? concern.raisedAt, ESCALATE_FOR_MS);

/**
 * Teams accepted no message until the time for the next step had come: people who are still being told, or were
 * told only now, get the usual time. Not so where Teams refuses each of them: then the search ends and says so.
 */
export const isToldLate = (concern: Concern, now: string): boolean => {
  const first = firstTold(concern);
  if (first !== undefined) return first > dueAt(concern) && now < addMs(first, dueAfterMs(concern));
  return isExhausted(concern, now) && concern.deliveries.some((one) => isMessage(one.target) && !one.final);
};

/**
 * Whether the rounds are over. Each step up and one round come first, however late they are: the program may
 * have been down for hours.
 */
export const isExhausted = (concern: Concern, now: string): boolean => {
  const told = firstTold(concern) ?? "";
  const rounds = roundsOf({ ...concern, steps: concern.steps.filter(({ at }) => at >= told) });
  return rounds >= MOST_ROUNDS || (rounds > 0 && isTimeOver(concern, now));
};

/** Milliseconds until the step after this one. @param afterMs the school's own */
export const paceOf = (concern: Concern, afterMs: number, now: string): number =>
  isExhausted(concern, now) ? Math.max(afterMs, SLOW_MS) : afterMs;

/** Two weeks of telling again, or of looking for a holder, are over: the raiser now reads whom to phone. */
export const isGivenUp = (concern: Concern, now: string): boolean =>
  now >= addMs(firstTold(concern) ?? concern.raisedAt, GIVEN_UP_AFTER_MS);

/**
 * Teams refused everyone at this step, so waiting would help no one. Rounds are left out: with nothing to
 * wait for, they would all be over in a moment.
 */
export const isRefused = (concern: Concern): boolean => {
  const here = concern.deliveries.filter(
    (one) => one.step === stepOf(concern) && (isMessage(one.target) || one.state === "told"),
  );
  return (
    isEscalating(concern) &&
    concern.steps.at(-1)?.whom !== "again" &&
    here.length > 0 &&
    here.every((one) => one.final === true)
  );
};

/** Milliseconds from the last step, or the raising, to the next one: 0 where no holder was known. */
export const dueAfterMs = ({ steps, nobodyKnown, deliveries, escalateAfterMs }: Concern): number =>
  steps.at(-1)?.afterMs ?? (nobodyKnown && deliveries.length === 0 ? 0 : escalateAfterMs);

/** When the next step is due. */
export const dueAt = (concern: Concern): string => {
  const { held, steps, widenedAt = "", raisedAt, begunAt = raisedAt, escalateAfterMs } = concern;
  if (held !== undefined) return held.until;
  const from = steps.at(-1)?.at ?? begunAt;
  return widenedAt > from ? addMs(widenedAt, escalateAfterMs) : addMs(from, dueAfterMs(concern));
};

/**
 * Its next step is more than a minute late: the worker has not taken it. Left out are concerns that no one could
 * be told of, which wait for the directory, and staff matters, whose times are told to no one.
 */
export const isOverdue = (concern: Concern, now: string): boolean =>
  isEscalating(concern) &&
  concern.about !== "adult" &&
  concern.deliveries.length > 0 &&
  now > addMs(dueAt(concern), MINUTE);

/**
 * Whether an alert is still to be sent: not once it is closed, and not where a newer message to the same
 * person takes its place. Once a person has it, only the messages of the first step still go out, and they say so:
 * those of later steps, feed entries and e-mails would say that no one has it.
 */
export const isWanted = (concern: Concern, { target, step }: Pick<Delivery, "target" | "step">): boolean => {
  if (concern.closed !== undefined) return false;
  if (concern.acknowledged.length > 0 && (step > 1 || !isMessage(target))) return false;
  return !concern.deliveries.some(
    (one) => one.step > step && target.to !== "channel" && sameTarget(one.target, target),
  );
};

export const tellDuty = (ref: string, target: Target, step: number): Duty => ({
  work: { kind: "tell", ref, target, ...(step === 1 ? {} : { step }) },
  afterMs: 0,
  deadlineMs: 10_000,
  expiryMs: 24 * 60 * MINUTE,
  repeat: "until-done",
  urgent: true,
});

/** A timer: it asks the desk, which decides on the concern as it is then. */
export const escalateDuty = (ref: string, step: number, afterMs: number): Duty => ({
  work: { kind: "escalate", ref, step },
  afterMs,
  deadlineMs: 10_000,
  expiryMs: GIVEN_UP_AFTER_MS,
  repeat: "until-done",
  urgent: true,
});

/** There is no such place to tell: nothing to try again. */
export const NO_CHANNEL = "no channel";
export const NO_MAILBOX = "no mailbox";
const NOWHERE: ReadonlySet<string> = new Set([NO_CHANNEL, NO_MAILBOX]);

/**
 * The work that a concern which no one has taken should have and lacks: an alert is never given up, even once
 * no one more is asked.
 * @param open work of the concern's stream that waits or is under way
 */
export const missingDuties = (concern: Concern, open: readonly DutyWork[], now: string): readonly Duty[] => {
  if (concern.acknowledged.length > 0 || concern.closed !== undefined) return [];
  // A concern that was taken back has no work left; one that still can be has its timer.
  if (!isToBeTold(concern) && concern.held === undefined) return [];
  const { ref } = concern;
  const step = nextOf(concern);
  const timer = open.some((work) => work.kind === "escalate" && work.step === step);
  const untold = concern.deliveries.filter(
    (one) =>
      (one.state === "asked" || (one.state === "not told" && !NOWHERE.has(one.reason ?? ""))) &&
      isWanted(concern, one) &&
      !open.some(
        (work) =>
          work.kind === "tell" && (work.step ?? 1) === one.step && sameTarget(work.target, one.target),
      ),
  );
  const left = Math.max(0, Date.parse(dueAt(concern)) - Date.parse(now));
  return [
    ...(timer || !(isEscalating(concern) || concern.held !== undefined)
      ? []
      : [escalateDuty(ref, step, left)]),
    ...untold.map((one) => tellDuty(ref, one.target, one.step)),
  ];
};

/** Where the school's directory named no holder, the roles are not looked up yet, rather than empty. */
export const isUnknown = (holders: Holders, about: About): boolean =>
  holders.headteacher.length === 0 && (about === "adult" || holders.dsl.length === 0);

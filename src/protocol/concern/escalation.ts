import { isParty } from "../rules/x2-staff-conduct.ts";
import { addMs } from "../time/clock-time.ts";
import { type About, type Holders, present } from "../who/route.ts";
import { type Duty, type DutyWork, isMessage, type OtherWay, sameTarget, type Target } from "../work/duty.ts";
import type { Concern, Delivery } from "./state.ts";
import type { EscalationStep } from "./step.ts";

/** Rounds of telling everybody again at the school's pace; then a telephone is the better way. */
export const MOST_ROUNDS = 20;
export const ESCALATE_FOR_MS = 2 * 60 * 60_000;
/** From then on everybody is told again so often, until somebody takes or closes it: an alert is not given up. */
export const SLOW_MS = 30 * 60_000;
/** Only then does it end, and says so to the raiser. */
export const GIVEN_UP_AFTER_MS = 14 * 24 * 60 * 60_000;

const MINUTE = 60_000;

type Persons = readonly Extract<Target, { to: "person" }>[];

/** Who may be asked at a step: the holders of that moment, without anybody it may be about (X1–X3). */
const persons = (
  concern: Concern,
  role: "dsl" | "headteacher",
  holders: Holders,
  lessonStaff: readonly string[],
): Persons => {
  if (concern.about === "adult" && role === "dsl") return [];
  return holders[role]
    .filter((one) => !isParty(concern, one, lessonStaff))
    .map((person) => ({ to: "person", person, as: role }));
};

/** Which other ways there are just now. */
export type Ways = readonly OtherWay["to"][];

/** No one took it in time: a person told now is told by each way there is. */
export const otherWays = (persons: Persons, ways: Ways): readonly OtherWay[] =>
  persons.flatMap((one) => ways.map((to) => ({ ...one, to })));

/** Outside Teams, for each of these who has not been written to. */
export const byMail = (concern: Concern, targets: readonly Target[], ways: Ways): readonly OtherWay[] =>
  targets
    .flatMap((one) => (ways.includes("mail") && one.to === "person" ? [{ ...one, to: "mail" as const }] : []))
    .filter((one) => !concern.deliveries.some(({ target }) => sameTarget(target, one)));

const isAsked = (concern: Concern, person: string): boolean =>
  concern.deliveries.some(({ target }) => target.to === "person" && target.person === person);

/** Up, and then round after round; of what is about an adult no DSL is ever asked (`persons`). */
const UPWARDS: readonly EscalationStep[] = ["dsl", "headteacher"];

const stepsAfter = ({ steps }: Concern): readonly EscalationStep[] => {
  const last = steps.at(-1)?.rung;
  if (last === "again") return ["again"];
  return [...(last === undefined ? UPWARDS : UPWARDS.slice(UPWARDS.indexOf(last) + 1)), "again"];
};

/** The last step that nobody's press brought about. */
const lastInTime = ({ steps }: Concern): number => steps.findLast(({ why }) => why === "not seen")?.step ?? 1;

export type NextStep = { readonly rung: EscalationStep; readonly targets: Persons };

/**
 * The next step for a concern that nobody has taken.
 * @param lessonStaff staff of the lesson now: any of them may be whom an unnamed concern is about
 * @param why "handed on": a person who has said since the last step that came in time that they cannot take it is
 *   not asked
 * @returns undefined where nobody is left to ask
 */
export const nextStep = (
  concern: Concern,
  holders: Holders,
  lessonStaff: readonly string[],
  why: "not seen" | "handed on",
): NextStep | undefined => {
  const since = why === "not seen" ? stepOf(concern) : lastInTime(concern);
  const declined = (person: string): boolean =>
    concern.handedOn.some((one) => one.by === person && one.step >= since);
  const dsl = persons(concern, "dsl", holders, lessonStaff);
  const head = persons(concern, "headteacher", holders, lessonStaff);
  for (const rung of stepsAfter(concern)) {
    if (rung === "again") {
      const all = [...dsl, ...head.filter((one) => !dsl.some((other) => other.person === one.person))];
      const able = all.filter(({ person }) => !declined(person));
      // Better somebody who is teaching than nobody at all, once the time is over.
      const targets = able.length === 0 && why === "not seen" ? all : able;
      return targets.length === 0 ? undefined : { rung, targets };
    }
    const those = rung === "dsl" ? dsl : head;
    const there = present(
      those.map(({ person }) => person),
      holders,
    );
    const fresh = those.filter(({ person }) => there.includes(person) && !isAsked(concern, person));
    if (fresh.length > 0) return { rung, targets: fresh };
  }
  return undefined;
};

/** 1 for the first telling; each escalation is one more. */
export const stepOf = (concern: Concern): number => concern.steps.at(-1)?.step ?? 1;

/** What its timer counts to: of one that can be taken back, the first telling. */
export const nextOf = (concern: Concern): number => (concern.held === undefined ? stepOf(concern) + 1 : 1);

/** Rounds that came in time: handing on, however often, does not use them up. */
export const roundsOf = (concern: Concern): number =>
  concern.steps.filter(({ rung, why }) => rung === "again" && why === "not seen").length;

/** Nobody has taken it, and it goes on looking for somebody. */
export const isEscalating = (concern: Concern): boolean =>
  isToBeTold(concern) &&
  concern.acknowledged.length === 0 &&
  concern.closed === undefined &&
  concern.escalationEndedAt === undefined;

/** Not one that can still be taken back, or was: of that nobody learns anything. */
const isToBeTold = ({ version, held, takenBackAt }: Concern): boolean =>
  version > 0 && held === undefined && takenBackAt === undefined;

/**
 * A matter of the headteacher's for which nobody is looked for any more: who was told may have gone, so the person who
 * holds the role answers for it. Before, only those who were told do.
 */
export const isForPresentHeadteacher = (concern: Concern): boolean =>
  isToBeTold(concern) && (concern.about === "adult" || concern.reaches !== "dsl") && !isEscalating(concern);

/** When Teams took a message about it for the first time. */
const firstTold = ({ deliveries }: Concern): string | undefined =>
  deliveries
    .filter(({ state, target }) => state === "told" && isMessage(target))
    .map(({ at }) => at)
    .toSorted()[0];

/** From the first message that Teams took: before, nobody could have answered. */
export const isTimeOver = (concern: Concern, now: string): boolean =>
  now >= addMs(firstTold(concern) ?? concern.raisedAt, ESCALATE_FOR_MS);

/**
 * Teams took nothing until the time for the next step had come: those who are still being told, or were told only
 * now, have the usual time. Not so where Teams refuses each of them: then the search comes to its end in words.
 */
export const isToldLate = (concern: Concern, now: string): boolean => {
  const first = firstTold(concern);
  if (first !== undefined) return first > dueAt(concern) && now < addMs(first, dueAfterMs(concern));
  return isExhausted(concern, now) && concern.deliveries.some((one) => isMessage(one.target) && !one.final);
};

/**
 * Whether the rounds are over. Each step up and one round come first, however late: the program may
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

/** For two weeks they were told again, or looked for: then the raiser reads whom to phone. */
export const isGivenUp = (concern: Concern, now: string): boolean =>
  now >= addMs(firstTold(concern) ?? concern.raisedAt, GIVEN_UP_AFTER_MS);

/**
 * Teams refused everybody of this step: waiting would be for nothing. Not so in the rounds, which would
 * then be over in a moment.
 */
export const isRefused = (concern: Concern): boolean => {
  const here = concern.deliveries.filter(
    (one) => one.step === stepOf(concern) && (isMessage(one.target) || one.state === "told"),
  );
  return (
    isEscalating(concern) &&
    concern.steps.at(-1)?.rung !== "again" &&
    here.length > 0 &&
    here.every((one) => one.final === true)
  );
};

/** How long after the last step, or the raising, the next one is due: at once where nobody was known. */
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
 * Its next step should have been taken more than a minute ago: whatever is to take it has not. Not where
 * nobody could be told at all, which waits for a directory; nor of staff matters, whose times are told to nobody.
 */
export const isOverdue = (concern: Concern, now: string): boolean =>
  isEscalating(concern) &&
  concern.about !== "adult" &&
  concern.deliveries.length > 0 &&
  now > addMs(dueAt(concern), MINUTE);

/**
 * Whether an alert is still to be sent: not once it is closed, and not where a newer message to the same
 * person takes its place. Once somebody has it only the first messages go out still, which say so: no later
 * step, and nothing by another way, which says that nobody has it.
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

/** A timer: it asks the desk, which decides on the concern as it then stands. */
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
 * The work that a concern which nobody has ought to have and has not: an alert is never given up, though nobody
 * more is looked for.
 * @param open work of the concern's stream that waits or is under way
 */
export const missingDuties = (concern: Concern, open: readonly DutyWork[], now: string): readonly Duty[] => {
  if (concern.acknowledged.length > 0 || concern.closed !== undefined) return [];
  // What was taken back has no work left, and what still can be has its timer.
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

/** When somebody last said that they cannot take it, and whether a later step asked anybody else. */
export const handedOnBy = (
  { handedOn, deliveries }: Concern,
  person: string,
): { readonly at: string; readonly toOthers: boolean } | undefined => {
  const last = handedOn.findLast(({ by }) => by === person);
  if (last === undefined) return undefined;
  const after = deliveries.filter(({ step }) => step > last.step);
  return {
    at: last.at,
    toOthers: after.some(({ target }) => target.to === "channel" || target.person !== person),
  };
};

/** The person may be asked to hand on: asked in their own chat, and not since handed on. */
export const mayHandOn = (concern: Concern, person: string): boolean => {
  const asked = concern.deliveries
    .filter(({ target }) => target.to === "person" && target.person === person)
    .map(({ step }) => step);
  const declined = concern.handedOn.filter(({ by }) => by === person).map(({ step }) => step);
  return isEscalating(concern) && asked.length > 0 && !declined.some((step) => step >= Math.max(...asked));
};

/** Roles that the school could name nobody for are not looked up yet, rather than empty. */
export const isUnknown = (holders: Holders, about: About): boolean =>
  holders.headteacher.length === 0 && (about === "adult" || holders.dsl.length === 0);

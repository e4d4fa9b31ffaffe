import { type Decision, refuse } from "../decision.ts";
import type { ConcernCommand, EscalationContext } from "./commands.ts";
import {
  dueAt,
  isEscalating,
  isGivenUp,
  isToldLate,
  isUnknown,
  nextEscalation,
  otherWays,
  paceOf,
  roundsOf,
  stepOf,
} from "./escalation.ts";
import type { ConcernEvent } from "./events.ts";
import { handedOnBy, mayHandOn } from "./handing-on.ts";
import { type Concern, evolveConcern } from "./state.ts";

type Decided = Decision<ConcernEvent>;

const nothing = (say: string): Decided => ({ events: [], say });

const stepUp = (
  concern: Concern,
  { holders, lessonStaff, afterMs, ways = [] }: EscalationContext,
  why: "not seen" | "handed on",
  now: string,
): ConcernEvent | undefined => {
  const next = nextEscalation(concern, holders, lessonStaff, why);
  if (next === undefined) return undefined;
  const targets = [...next.targets, ...otherWays(next.targets, ways)];
  const step = stepOf(concern) + 1;
  const pace = paceOf(concern, afterMs, now);
  return { type: "Escalated", at: now, data: { step, rung: next.whom, targets, why, afterMs: pace } };
};

/**
 * The time of a step has come. A step that comes late, twice, or after a person took the concern changes
 * nothing. Where no holder of a role could be looked up it is refused as unknown, to be tried again.
 */
export const escalate = (
  concern: Concern,
  command: Extract<ConcernCommand, { do: "escalate" }>,
  now: string,
): Decided => {
  const { held } = concern;
  if (held !== undefined)
    return command.step === 1
      ? { events: [{ type: "TellingBegan", at: now, data: { targets: held.targets } }], say: "" }
      : nothing("");
  if (!isEscalating(concern) || command.step !== stepOf(concern) + 1) return nothing("");
  // This try began when no holder was known: since then a person has been told in another way.
  if (concern.nobodyKnown && concern.steps.length === 0 && now < dueAt(concern)) return nothing("");
  if (isToldLate(concern, now)) return refuse("told-late", "Those asked are still being told.");
  const end: ConcernEvent = { type: "EscalationEnded", at: now, data: { rounds: roundsOf(concern) } };
  if (isGivenUp(concern, now)) return { events: [end], say: "" };
  if (isUnknown(command.holders, concern.about))
    return refuse("nobody-known", "Lesson Guard could not look up who to tell yet.");
  return { events: [stepUp(concern, command, "not seen", now) ?? end], say: "" };
};

const NOBODY_ELSE = "There is no one else to ask yet: please phone the school office.";

/** "I cannot take it now": the next step at once, without the person who pressed. */
export const handOn = (
  concern: Concern,
  command: Extract<ConcernCommand, { do: "hand-on" }>,
  now: string,
): Decided => {
  const { by } = command;
  if (concern.closed !== undefined) return nothing("This concern is closed.");
  if (concern.acknowledged.some((one) => one.by === by.id)) return nothing("You have it already.");
  if (concern.acknowledged.length > 0) return nothing("Thank you. Another person has it already.");
  if (concern.escalationEndedAt !== undefined)
    return nothing("No one else will be asked. Please phone the school office.");
  if (!mayHandOn(concern, by.id, command.holders.dsl.includes(by.id))) {
    const before = handedOnBy(concern, by.id);
    if (before?.toOthers === false) return nothing(`Recorded already. ${NOBODY_ELSE}`);
    return nothing(
      before !== undefined
        ? "Thank you. It has been handed on."
        : "You were not asked yourself, so there is nothing to hand on. The others are asked in turn.",
    );
  }
  const handed: ConcernEvent = {
    type: "HandedOn",
    at: now,
    data: { by: by.id, step: stepOf(concern) },
    personal: { byName: by.name },
  };
  const more = stepUp(evolveConcern(concern, handed), command, "handed on", now);
  return more === undefined
    ? { events: [handed], say: `Recorded. ${NOBODY_ELSE}` }
    : { events: [handed, more], say: "Thank you. The next person is being told now." };
};

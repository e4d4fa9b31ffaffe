import { isParentOfAnother } from "../rules/s4-parent-stays.ts";
import { staysInside } from "../rules/x1-end-for-all.ts";
import { aloneEvents } from "./alone.ts";
import type { DecisionContext } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { filingAsked } from "./filing.ts";
import { differences } from "./options.ts";
import type { Attendee } from "./person.ts";
import { callPeople } from "./presence.ts";
import { isRunning } from "./running.ts";
import type { Lesson } from "./state.ts";
import { optionsFor } from "./wanted-options.ts";
import { isInZoom } from "./zoom.ts";

/** How often we ask to join one lesson again after losing the call. */
const MOST_CALLS = 5;

/**
 * What follows from the lesson as it is now, however it got there: options that the phase wants and that have
 * not been asked for yet, the call, the family card, the staff checklists, removals. Wanted and actual state are
 * compared, so the order in which things become known does not matter.
 */
export const settle = (lesson: Lesson, around: DecisionContext): readonly LessonEvent[] => {
  const events: LessonEvent[] = [];
  let state = lesson;
  const add = (event: LessonEvent): void => {
    events.push(event);
    state = evolve(state, event);
  };
  const at = around.now;
  if (isRunning(state) && isParentOfAnother(state)) add({ type: "ParentAnswerOver", at, data: {} });
  if (!isKept(state)) return events;

  const wanted = optionsFor(state);
  const asked = state.doors.asked?.options;
  if (
    wanted !== undefined &&
    (asked === undefined || differences(wanted, asked).length > 0 || !isAskedSincePress(state))
  )
    add({ type: "OptionsAsked", at, data: { phase: state.phase, asked: wanted } });

  for (const event of filingAsked(state, around)) add(event);
  if (state.phase === "over" || (state.phase === "planned" && state.gettingReadyAt === undefined))
    return events;
  if (mayAskForCall(state)) add({ type: "CallAsked", at, data: { callback: around.id() } });
  // No one is there yet: the cards wait for the start.
  if (state.phase === "planned") return events;
  if (state.familyCard.state === "none" && state.phase !== "shut")
    add({ type: "FamilyCardAsked", at, data: {} });
  const without = state.staff.map((one) => one.person).filter((one) => state.checklists[one] === undefined);
  if (without.length > 0) add({ type: "ChecklistAsked", at, data: { staff: without } });

  for (const event of aloneEvents(state, around)) add(event);

  const goers = toRemove(state);
  if (goers.length > 0) {
    const again = goers.some((one) => one.since > (state.end?.beganAt ?? at));
    const why = state.end?.lastRemovalAt !== undefined ? "last" : again ? "came back" : "end";
    add({ type: "RemovalOrdered", at, data: { people: goers.map((one) => one.id), why } });
  }
  return events;
};

/**
 * A pause and an end each ask for themselves, though what they ask for was asked before: the reading of before is no
 * proof of them.
 */
const isAskedSincePress = ({ phase, paused, end, doors: { asked } }: Lesson): boolean => {
  const pressed = phase === "shut" ? end?.askedAt : phase === "paused" ? paused?.at : undefined;
  return asked !== undefined && (pressed === undefined || asked.at >= pressed);
};

/**
 * End reasons after which joining again makes sense: a person removed the bot, the lobby timed out,
 * keepAlive was missed, the call was not found. After any other the meeting is over, and a bot that
 * joined once more would open it again.
 */
const JOINS_AGAIN = /\/(5000|5300|5855|8537)$|^404\//;

const mayAskForCall = ({ call }: Lesson): boolean =>
  call.tries < MOST_CALLS &&
  (call.state === "none" || (call.state === "lost" && JOINS_AGAIN.test(call.reason ?? "")));

/** A meeting we know enough of, and that is said to be a lesson; any other is left alone. */
const isKept = (lesson: Lesson): lesson is Lesson & { kind: NonNullable<Lesson["kind"]>; graphId: string } =>
  !isInZoom(lesson) &&
  lesson.kind !== undefined &&
  lesson.kind !== "not a lesson" &&
  lesson.graphId !== undefined &&
  lesson.protectable;

/** Who is to leave once an end has begun (X1), families first. Only our bot inside the call can remove people. */
const toRemove = (lesson: Lesson): readonly Attendee[] => {
  const { end } = lesson;
  if (end?.beganAt === undefined || lesson.phase !== "shut" || lesson.call.state !== "in") return [];
  // A person missing from a list may still be inside: removing a person who has left does no harm.
  return callPeople(lesson)
    .filter((one) => (one.place === "in" || one.unsure === true) && one.removal === undefined)
    .filter((one) => !staysInside(end, one))
    .toSorted((a, b) => Number(a.staff) - Number(b.staff));
};

import { type Decision, refuse } from "../decision.ts";
import { defined } from "../defined.ts";
import { isOfFamily } from "../families/raiser.ts";
import type { Actor } from "../lesson/commands.ts";
import { isParty } from "../rules/x2-staff-conduct.ts";
import { addMs } from "../time/clock-time.ts";
import { isLessonGuard } from "../who/lesson-guard.ts";
import { type Holders, routeFor, toldByRoute } from "../who/route.ts";
import { sameTarget, type Target } from "../work/duty.ts";
import type { ConcernCommand } from "./commands.ts";
import { EACH_BY_ITSELF, isBoth, isCpomsOpen, namesSeveral, noteCpoms, ONE_OF_BOTH } from "./cpoms.ts";
import { notTold, told, unanswered } from "./decide-deliveries.ts";
import { escalate, handOn } from "./decide-escalation.ts";
import { decideConcernKeeping } from "./decide-keeping.ts";
import { isForPresentHeadteacher } from "./escalation.ts";
import type { ConcernEvent } from "./events.ts";
import { decideFollowUp } from "./follow-up.ts";
import { havingIt } from "./follow-up-of.ts";
import { areOthersTold } from "./others-told.ts";
import { type Concern, type Detail, evolveConcern } from "./state.ts";

type Decided = Decision<ConcernEvent>;

const nothing = (say: string): Decided => ({ events: [], say });

const stamp = (now: string, by: Actor) => ({ at: now, data: { by: by.id }, personal: { byName: by.name } });

const raise = (concern: Concern, command: Extract<ConcernCommand, { do: "raise" }>, now: string): Decided => {
  if (concern.version > 0) return nothing("Already sent.");
  const { ref, about, lesson, label, by, lessonStaff, channel, holders, escalateAfterMs, press } = command;
  const { leftOut = [], undoMs = 0, oneToOne = false } = command;
  const route = routeFor({ about, reporter: by.id, leftOut, lessonStaff, channel }, holders);
  const to = toldByRoute(route);
  const nobodyKnown = route.targets.length === 0 && holders.unanswered === true;
  const held = about === "adult" && undoMs > 0 && to.length > 0;
  return {
    events: [
      {
        type: "ConcernRaised",
        at: now,
        data: {
          ref,
          about,
          lesson,
          label,
          ...(oneToOne ? { oneToOne } : {}),
          by: by.id,
          targets: route.targets,
          reaches: route.reaches,
          ...(nobodyKnown ? { nobodyKnown } : {}),
          ...defined({ escalateAfterMs }),
          ...(about === "adult" ? { lessonStaff } : {}),
          ...defined({ press }),
          ...(leftOut.length === 0 ? {} : { leftOut }),
          ...(held ? { undoUntil: addMs(now, undoMs) } : {}),
        },
        personal: { byName: by.name },
      },
    ],
    say:
      to.length === 0
        ? `Recorded as ${ref}. ${nobodyKnown ? "Lesson Guard could not look up who to tell yet" : "There is no one here who can be told"}: phone the number shown.`
        : held
          ? `Recorded as ${ref}. Telling ${to.join(" and ")} in ${Math.ceil(undoMs / 1000)} seconds. Undo stops it.`
          : `Recorded as ${ref}. Telling ${to.join(" and ")} now.`,
  };
};

/** No one has been told yet, so no one ever learns that it was raised. */
const takeBack = (concern: Concern, by: Actor, now: string): Decided => {
  if (concern.takenBackAt !== undefined) return nothing("Undone already. No one was told.");
  if (concern.held === undefined)
    return refuse(
      "too-late",
      "Too late to undo: the headteacher is being told. Phone them if you pressed by mistake.",
    );
  return { events: [{ type: "TakenBack", ...stamp(now, by) }], say: "Undone. No one was told." };
};

/** Whether this person has seen it, or may have. */
const knowsOfIt = (
  concern: Concern,
  person: string,
  holders: Holders,
  lessonStaff: readonly string[],
): boolean =>
  concern.deliveries.some(({ target }) => reads(target, person, holders)) ||
  concern.acknowledged.some(({ by }) => by === person) ||
  (isForPresentHeadteacher(concern) &&
    holders.headteacher.includes(person) &&
    !isParty(concern, person, lessonStaff));

/** Everyone who holds the DSL's role reads the channel. */
const reads = (target: Target, person: string, holders: Holders): boolean =>
  target.to === "channel" ? holders.dsl.includes(person) : target.person === person;

/** A reader's clock may be a little ahead of the server's. */
const CLOCKS_APART_MS = 5 * 60_000;

const addDetail = (
  concern: Concern,
  command: Extract<ConcernCommand, { do: "add-detail" }>,
  now: string,
): Decided => {
  if (isSentBefore(concern, command.by.id, command)) return { events: [], say: "Added to the record." };
  if (concern.closed !== undefined) return refuse("closed", "This concern is closed. Raise a new one.");
  if (concern.takenBackAt !== undefined)
    return refuse("taken-back", "This was undone, and no one was told. Raise a new one.");
  // No one could review the words of a concern that is taken back.
  if (concern.held !== undefined)
    return refuse("held", "Send this again in a few seconds, once the headteacher is being told.");
  const { do: _do, by, subject, holders, lessonStaff, drawn, ...written } = command;
  if (written.noticed !== undefined && written.noticed > addMs(now, CLOCKS_APART_MS))
    return refuse("too-early", "It was noticed later than now: set the day and time again.");
  const events: ConcernEvent[] = [];
  if (subject !== undefined && !concern.subjects.includes(subject)) {
    if (subject === by.id) return refuse("self", "Choose the adult it is about.");
    if (knowsOfIt(concern, subject, holders, lessonStaff))
      return refuse(
        "told-already",
        "That person has been told that a concern exists. Write nothing here: phone the chair of governors.",
      );
    const staff = [...concern.lessonStaff, ...lessonStaff, ...holders.dsl, ...holders.headteacher];
    // Naming a person lets the other staff of the lesson be told: it must be one whom it can be about (X2).
    if (!staff.includes(subject))
      return refuse(
        "not-staff",
        "That person is not one of the staff here. Choose again, or write who it is.",
      );
    events.push({
      type: "SubjectNamed",
      at: now,
      data: { by: by.id, subject },
      personal: { byName: by.name },
    });
    // A person who was named before stays one whom it is about (X2).
    const subjects = [...concern.subjects, subject];
    const { about, raisedBy: reporter, leftOut } = concern;
    const route = routeFor({ about, reporter, subjects, leftOut, lessonStaff: [], channel: false }, holders);
    const more =
      about === "adult"
        ? route.targets.filter((target) => !concern.deliveries.some((one) => sameTarget(one.target, target)))
        : [];
    if (more.length > 0)
      events.push({ type: "RouteWidened", at: now, data: { targets: more, why: "subject named" } });
  }
  const texts = Object.fromEntries(Object.entries(written).filter(([, text]) => text && text.length > 0));
  const isWritten = Object.keys(texts).length > 0;
  if (isWritten)
    events.push({
      type: "DetailAdded",
      at: now,
      data: { by: by.id, ...defined({ drawn }) },
      personal: { byName: by.name, ...texts },
    });
  return events.length === 0
    ? refuse("empty", "Nothing was written, so nothing was sent.")
    : { events, say: isWritten ? addedWords(concern, by.id) : "Added to the record." };
};

/** Whether the same words came from the same page: a browser sends it once more when it is loaded again. */
export const isSentBefore = (
  { details }: Concern,
  by: string,
  { drawn, words }: Pick<Detail, "drawn" | "words">,
): boolean =>
  drawn !== undefined && details.some((one) => one.by === by && one.drawn === drawn && one.words === words);

const addedWords = (concern: Concern, by: string): string => {
  if (isOfFamily(by)) return "Added to the record.";
  const having = havingIt(concern);
  if (having.length === 0)
    return "Added to the record. No one has taken it yet: they read it once they do. For help now, phone the school office.";
  const others = having.filter((one) => one !== by).length;
  if (others === 0) return "Added to the record.";
  return others === 1
    ? "Added to the record. A message goes to the person who has it."
    : `Added to the record. A message goes to the ${others} people who have it.`;
};

const haveIt = (concern: Concern, by: Actor, now: string): Decided => {
  if (concern.acknowledged.some((one) => one.by === by.id)) return nothing("You have it already.");
  if (concern.closed !== undefined) return nothing("This concern is closed.");
  const others = areOthersTold(concern);
  return {
    events: [{ type: "Acknowledged", ...stamp(now, by) }],
    say: isOfFamily(concern.raisedBy)
      ? `Thank you. ${others ? "The others who were told can see that you have it. " : ""}The parent waits for a call.`
      : isLessonGuard(concern.raisedBy)
        ? `Thank you. The staff of the lesson${others ? " and the others who were told" : ""} can see that you have it.`
        : "Thank you. The person who raised it can see that you have it.",
  };
};

const close = (concern: Concern, command: Extract<ConcernCommand, { do: "close" }>, now: string): Decided => {
  const { by, decision, reason, cpoms, cpomsNotNeeded } = command;
  if (concern.closed !== undefined) return nothing("Closed already.");
  if (decision.trim() === "" || reason.trim() === "")
    return refuse("empty", "Write the decision and the reason first.");
  if (isBoth(command)) return ONE_OF_BOTH;
  if (cpoms && namesSeveral(concern)) return EACH_BY_ITSELF;
  const personal = {
    byName: by.name,
    decision,
    reason,
    ...(cpoms ? { cpoms } : {}),
    ...(cpomsNotNeeded ? { cpomsNotNeeded } : {}),
  };
  const closed = { type: "ConcernClosed", at: now, data: { by: by.id }, personal } as const;
  return {
    events: [closed],
    say: isCpomsOpen(evolveConcern(concern, closed))
      ? "Closed, with the decision and the reason. CPOMS: not yet. Add the reference, or why it is not needed."
      : "Closed, with the decision and the reason.",
  };
};

/** What a command does to a concern (X1–X3); pure. Who may do it is decided before (authorise.ts). */
export const decideConcern = (concern: Concern, command: ConcernCommand, now: string): Decided => {
  if (concern.version === 0 && command.do !== "raise")
    return refuse("not-found", "There is nothing here for you.");
  switch (command.do) {
    case "raise":
      return raise(concern, command, now);
    case "take-back":
      return takeBack(concern, command.by, now);
    case "add-detail":
      return addDetail(concern, command, now);
    case "have-it":
      return haveIt(concern, command.by, now);
    case "close":
      return close(concern, command, now);
    case "note-cpoms":
      return noteCpoms(concern, command, now);
    case "hand-on":
      return handOn(concern, command, now);
    case "escalate":
      return escalate(concern, command, now);
    case "told":
      return told(concern, command, now);
    case "unanswered":
      return unanswered(concern, command, now);
    case "not-told":
      return notTold(concern, command, now);
    case "note-action":
    case "hand-over":
    case "set-reminder":
    case "link-child":
      return decideFollowUp(concern, command, now);
    case "export":
    case "hold":
    case "lift-hold":
    case "review":
      return decideConcernKeeping(concern, command, now);
  }
};

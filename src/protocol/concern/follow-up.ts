import { type Decision, refuse } from "../decision.ts";
import { defined } from "../defined.ts";
import type { Actor } from "../lesson/commands.ts";
import { isParty } from "../rules/x2-staff-conduct.ts";
import type { Holders } from "../who/route.ts";
import { sameTarget, type Target } from "../work/duty.ts";
import type { ConcernEvent } from "./events.ts";
import { ownerOf } from "./follow-up-of.ts";
import { childrenOf } from "./follow-up-state.ts";
import type { Concern } from "./state.ts";

export type FollowUpCommand =
  | { readonly do: "note-action"; readonly by: Actor; readonly action: string; readonly why?: string }
  | {
      readonly do: "hand-over";
      readonly by: Actor;
      readonly to: Actor;
      readonly holders: Holders;
      /** Staff of the lesson now: an unnamed adult may be any of them (X2). */
      readonly lessonStaff: readonly string[];
    }
  | {
      readonly do: "set-reminder";
      readonly by: Actor;
      /** A day; absent to take the reminder away. */
      readonly on?: string;
      readonly what?: string;
      /** Today, by the school's clock. */
      readonly today: string;
    }
  | { readonly do: "link-child"; readonly by: Actor; readonly child: string };

type Decided = Decision<ConcernEvent>;

const ERASED = refuse("erased", "The words of this concern are erased, so nothing can be added to it.");
const CLOSED = refuse("closed", "This concern is closed. Note what is done from now on under Actions.");

/** No one is told yet, or no one ever was: there is nothing to follow up. */
const notTold = ({ held, takenBackAt }: Concern): boolean => held !== undefined || takenBackAt !== undefined;

/**
 * The people whom it may be handed over to, by role: those who hold it now, without the raiser, anyone whom it may be
 * about, and whom the raiser left out. Of an adult never a DSL (X2).
 */
export const colleaguesFor = (
  concern: Concern,
  holders: Holders,
  lessonStaff: readonly string[],
): readonly Extract<Target, { to: "person" }>[] => {
  const of = (as: "dsl" | "headteacher") =>
    holders[as]
      .filter((person) => !isParty(concern, person, lessonStaff))
      .map((person) => ({ to: "person", person, as }) as const);
  const heads = of("headteacher");
  if (concern.about === "adult") return heads;
  const dsls = of("dsl");
  return [...dsls, ...heads.filter(({ person }) => !dsls.some((one) => one.person === person))];
};

const handOver = (
  concern: Concern,
  command: Extract<FollowUpCommand, { do: "hand-over" }>,
  now: string,
): Decided => {
  const { by, to, holders, lessonStaff } = command;
  if (concern.closed !== undefined) return CLOSED;
  if (notTold(concern)) return refuse("held", "No one has been told of this, so it cannot be handed over.");
  if (ownerOf(concern) === to.id) return { events: [], say: `${to.name} has it already.` };
  const target = colleaguesFor(concern, holders, lessonStaff).find(({ person }) => person === to.id);
  if (target === undefined)
    return refuse("not-theirs", "This cannot be handed over to that person. Choose another.");
  const isNew = !concern.deliveries.some((one) => sameTarget(one.target, target));
  return {
    events: [
      {
        type: "HandedOver",
        at: now,
        data: { by: by.id, to: to.id },
        personal: { byName: by.name, toName: to.name },
      },
      ...(isNew
        ? ([{ type: "RouteWidened", at: now, data: { targets: [target], why: "handed over" } }] as const)
        : []),
    ],
    say:
      by.id === to.id
        ? "It is yours now."
        : `Handed over to ${to.name}. They are told in their own chat. Say it to them in person as well.`,
  };
};

const setReminder = (
  concern: Concern,
  { by, on, what, today }: Extract<FollowUpCommand, { do: "set-reminder" }>,
  now: string,
): Decided => {
  if (concern.closed !== undefined) return CLOSED;
  if (on !== undefined && on <= today) return refuse("day", "Choose a day after today.");
  const standing = concern.followUp.reminders.at(-1)?.on;
  if (on === undefined && standing === undefined) return { events: [], say: "There is no reminder." };
  return {
    events: [
      {
        type: "ReminderSet",
        at: now,
        data: { by: by.id, ...defined({ on }) },
        personal: { byName: by.name, ...(on !== undefined && what ? { what } : {}) },
      },
    ],
    say:
      on === undefined
        ? "The reminder is taken away."
        : "Reminder set. It is sent on that morning to the person who has this concern.",
  };
};

/** What is done about a concern, by those who were told; pure. Who may do it is decided before (authorise.ts). */
export const decideFollowUp = (concern: Concern, command: FollowUpCommand, now: string): Decided => {
  if (concern.keeping.erasedAt !== undefined) return ERASED;
  const { by } = command;
  switch (command.do) {
    case "note-action": {
      const { action, why } = command;
      if (action.trim() === "") return refuse("empty", "Write what was done.");
      const personal = { byName: by.name, action, ...(why ? { why } : {}) };
      return {
        events: [{ type: "ActionNoted", at: now, data: { by: by.id }, personal }],
        say: "Noted in the record.",
      };
    }
    case "hand-over":
      return handOver(concern, command, now);
    case "set-reminder":
      return setReminder(concern, command, now);
    case "link-child": {
      const child = command.child.trim();
      if (child === "") return refuse("empty", "Write the child’s full name.");
      if (childrenOf(concern).includes(child)) return { events: [], say: "That child is linked already." };
      const personal = { byName: by.name, child };
      return {
        events: [{ type: "ChildLinked", at: now, data: { by: by.id }, personal }],
        say: "Linked. The text for CPOMS names this child too.",
      };
    }
  }
};

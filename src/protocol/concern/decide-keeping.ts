import { type Decision, refuse } from "../decision.ts";
import type { ExportForm } from "../export/form.ts";
import type { Purpose } from "../export/purpose.ts";
import type { Actor } from "../lesson/commands.ts";
import type { Retention } from "../time/retention.ts";
import { type HeldChildren, holdsHeldChild } from "./held-child.ts";
import type { ConcernKeepingEvent } from "./keeping-events.ts";
import { reviewOn } from "./review.ts";
import type { Concern } from "./state.ts";

export type ConcernKeepingCommand =
  | { readonly do: "export"; readonly by: Actor; readonly form: ExportForm; readonly purpose: Purpose }
  | { readonly do: "hold" | "lift-hold"; readonly by: Actor; readonly reason: string }
  | ({
      readonly do: "review";
      readonly by: Actor;
      readonly reason: string;
      /** "2026-11-24", in the school's time zone. */
      readonly today: string;
      readonly retention: Retention;
    } & (Keep | (Erase & { readonly children: HeldChildren })));

/** What a review comes to. `until` is a day after today. */
export type Review = Keep | Erase;
type Keep = { readonly outcome: "keep"; readonly until: string };
type Erase = { readonly outcome: "erase" };

type Decided = Decision<ConcernKeepingEvent>;

const FOREVER = "2200-01-01";

const review = (
  concern: Concern,
  command: Extract<ConcernKeepingCommand, { do: "review" }>,
  now: string,
): Decided => {
  const { by, reason, today, retention } = command;
  const personal = { byName: by.name, reason };
  if (concern.keeping.erasedAt !== undefined) return { events: [], say: "It has been erased already." };
  if (command.outcome === "keep") {
    const { until } = command;
    if (until <= today || until > FOREVER) return refuse("day", "Choose a day after today.");
    const data = { by: by.id, outcome: "keep", until } as const;
    return {
      events: [{ type: "ConcernReviewed", at: now, data, personal }],
      say: `Kept. It comes up for review again on ${until}.`,
    };
  }
  if (concern.closed === undefined)
    return refuse("open", "It is not closed. Close it with a decision and a reason first.");
  if (concern.keeping.hold !== undefined)
    return refuse("held", "It is under a legal hold, so nothing was erased. Lift the hold first.");
  if (holdsHeldChild(concern, command.children))
    return refuse(
      "held",
      "A child in it, or in its lesson, is under a legal hold, so nothing was erased. Lift that hold first.",
    );
  const due = reviewOn(concern, retention);
  if (due > today)
    return refuse("not-due", `It is to be kept until ${due}. Choose an earlier day with a reason first.`);
  const versions = Array.from({ length: concern.version }, (_, n) => n + 1);
  return {
    events: [
      { type: "PersonalErased", at: now, data: { by: by.id, versions }, personal: { byName: by.name } },
      { type: "ConcernReviewed", at: now, data: { by: by.id, outcome: "erase" }, personal },
    ],
    say: "All names and words are erased, and the names of the people who had read it. What stays: that there was a concern, when, and who reviewed it. People who open it from now on are noted by name.",
  };
};

/** What a command does to the record of a concern; pure. Who may do it is decided before. */
export const decideConcernKeeping = (
  concern: Concern,
  command: ConcernKeepingCommand,
  now: string,
): Decided => {
  const { by } = command;
  switch (command.do) {
    case "export": {
      const { form, purpose } = command;
      const personal = { byName: by.name, ...(purpose.words ? { words: purpose.words } : {}) };
      const data = { by: by.id, form, purpose: purpose.kind };
      return {
        events: [{ type: "ConcernExported", at: now, data, personal }],
        say: "Recorded, with what it is for.",
      };
    }
    case "hold":
    case "lift-hold": {
      const held = concern.keeping.hold !== undefined;
      if (held === (command.do === "hold"))
        return {
          events: [],
          say: held ? "It is under a legal hold already." : "There is no legal hold on it.",
        };
      const type = held ? "ConcernHoldLifted" : "ConcernHeld";
      const personal = { byName: by.name, reason: command.reason };
      return {
        events: [{ type, at: now, data: { by: by.id }, personal }],
        say: held
          ? "The hold is lifted."
          : "Legal hold placed. Nothing of it is erased until the hold is lifted.",
      };
    }
    case "review":
      return review(concern, command, now);
  }
};

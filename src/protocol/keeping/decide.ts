import { type Decision, refuse } from "../decision.ts";
import type { Actor } from "../lesson/commands.ts";
import { sameName } from "../names/matching.ts";
import type { Pupil } from "../names/register.ts";
import type { KeepingEvent } from "./events.ts";
import type { Keeper } from "./keeper.ts";
import type { Hold, Keeping } from "./state.ts";

/** What is held: a lesson, or all lessons of a child, by the name on the register. */
export type Held =
  | { readonly on: "lesson"; readonly lesson: string }
  | { readonly on: "pupil"; readonly name: string };

export type KeepingCommand =
  | { readonly do: "hold"; readonly held: Held; readonly reason: string; readonly hold: string }
  | { readonly do: "lift-hold"; readonly hold: string; readonly reason: string };

type By = { readonly by: Actor; readonly as: Keeper };

const isSame = (hold: Hold, held: Held): boolean =>
  held.on === "lesson"
    ? hold.lesson === held.lesson
    : hold.pupil !== undefined && sameName(hold.pupil, held.name);

export const isLessonHeld = ({ holds }: Keeping, lesson: string): boolean =>
  holds.some((one) => one.lesson === lesson);

export const isPupilHeld = ({ holds }: Keeping, name: string): boolean =>
  holds.some(({ pupil }) => pupil !== undefined && sameName(pupil, name));

/** Under any of the names that a register gives them. */
export const isChildHeld = (keeping: Keeping, { name, also }: Pick<Pupil, "name" | "also">): boolean =>
  [name, ...also].some((one) => isPupilHeld(keeping, one));

/** Places and lifts what blocks expiry and erasure; pure. Who may do it is decided before. */
export const decideKeeping = (
  keeping: Keeping,
  command: KeepingCommand & By,
  now: string,
): Decision<KeepingEvent> => {
  const { by, as, reason } = command;
  const stamp = { by: by.id, as };
  if (command.do === "lift-hold") {
    const { hold } = command;
    if (!keeping.holds.some((one) => one.hold === hold)) return refuse("not-held", "This is not held.");
    const lifted = { type: "HoldLifted", at: now, data: { ...stamp, hold } } as const;
    return { events: [{ ...lifted, personal: { byName: by.name, reason } }], say: "The hold is lifted." };
  }
  const { held, hold } = command;
  if (keeping.holds.some((one) => isSame(one, held))) return { events: [], say: "It is held already." };
  const { on } = held;
  return {
    events: [
      {
        type: "HoldPlaced",
        at: now,
        data: { ...stamp, hold, on, ...(on === "lesson" ? { lesson: held.lesson } : {}) },
        personal: { byName: by.name, reason, ...(on === "pupil" ? { pupil: held.name } : {}) },
      },
    ],
    say: "Held: it neither expires nor is erased until the hold is lifted.",
  };
};

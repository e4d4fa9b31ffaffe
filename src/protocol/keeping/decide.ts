import { type Decision, refuse } from "../decision.ts";
import type { Actor } from "../lesson/commands.ts";
import { sameName } from "../names/matching.ts";
import type { Pupil } from "../names/register.ts";
import type { KeepingEvent } from "./events.ts";
import type { Keeper } from "./keeper.ts";
import type { Hold, Keeping } from "./state.ts";

/** What is under a legal hold: a lesson, or all lessons of a child, by the name on the register. */
export type Held =
  | { readonly on: "lesson"; readonly lesson: string }
  | {
      readonly on: "pupil";
      readonly name: string;
      /** True where no lesson names the child: only a concern does, or a lesson that is to come. */
      readonly unnamed?: boolean | undefined;
    };

/** What was looked for, and found. */
export type Found =
  /** Of a lesson: what it is called. */
  | { readonly lesson: string }
  /** Of a child: how many lessons name it, and similar names on registers. */
  | { readonly lessons: number; readonly near: readonly string[] };

export type KeepingCommand =
  | {
      readonly do: "hold";
      readonly held: Held;
      /** What the record has of it: a hold on something that is not there would keep nothing. */
      readonly found: Found;
      readonly reason: string;
      readonly hold: string;
    }
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

/** Whether the child is held under any of the names that a register gives them. */
export const isChildHeld = (keeping: Keeping, { name, also }: Pick<Pupil, "name" | "also">): boolean =>
  [name, ...also].some((one) => isPupilHeld(keeping, one));

const foundWords = (found: Found): string =>
  "lesson" in found
    ? `${found.lesson}.`
    : found.lessons === 0
      ? "no lesson names this child; what concerns say of them is kept."
      : found.lessons === 1
        ? "1 lesson names this child."
        : `${found.lessons} lessons name this child.`;

/** Said instead of a false "done". @param near similar names on registers */
export const noLessonNames = (near: readonly string[]): string =>
  near.length === 0 ? "No lesson names this child." : `No lesson names this child; near: ${near.join(", ")}.`;

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
    if (!keeping.holds.some((one) => one.hold === hold))
      return refuse("not-held", "There is no such legal hold.");
    const lifted = { type: "HoldLifted", at: now, data: { ...stamp, hold } } as const;
    return { events: [{ ...lifted, personal: { byName: by.name, reason } }], say: "The hold is lifted." };
  }
  const { held, hold, found } = command;
  const unnamed = held.on === "pupil" && held.unnamed === true;
  if ("lessons" in found && found.lessons === 0 && !unnamed)
    return refuse("nothing", `${noLessonNames(found.near)} No legal hold was placed.`);
  if (keeping.holds.some((one) => isSame(one, held)))
    return { events: [], say: `There is a legal hold already: ${foundWords(found)}` };
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
    say: `Legal hold placed: ${foundWords(found)} None of it is deleted or erased until the hold is lifted.`,
  };
};

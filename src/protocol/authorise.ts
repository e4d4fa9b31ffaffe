import type { Concern } from "./concern/state.ts";
import type { Lesson } from "./lesson/state.ts";
import type { Part, Role } from "./words.ts";

/** A signed-in person with the roles the directory gave us. */
export type Caller = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** False while the directory cannot be reached: then only protective commands are taken. */
  readonly fresh: boolean;
};

/** Commands that keep children safe: taken with the last known role when the directory is away. */
const PROTECTIVE: ReadonlySet<string> = new Set([
  "pause",
  "end-for-all",
  "undo-end",
  "cameras-off",
  "mics-off",
  "remove",
  "raise",
]);

export const isProtective = (command: string): boolean => PROTECTIVE.has(command);

const known = (caller: Caller, role: Role, command: string): boolean =>
  caller.roles.includes(role) && (caller.fresh || isProtective(command));

/** A member of staff's part in this lesson; undefined for everyone else. */
export const partIn = (caller: Caller, lesson: Lesson): Part | undefined =>
  lesson.staff.find((one) => one.person === caller.id)?.part ??
  (lesson.organiser === caller.id ? "organiser" : undefined);

/** Staff may command only a lesson they organise, co-organise or belong to. */
export const mayPress = (caller: Caller, lesson: Lesson, command: string): boolean =>
  known(caller, "staff", command) && partIn(caller, lesson) !== undefined;

/** Reads never go by an old role. */
export const mayReadLesson = (caller: Caller, lesson: Lesson): boolean =>
  caller.fresh && caller.roles.includes("staff") && partIn(caller, lesson) !== undefined;

/** Raiser and recipients, and nobody else; who it is about never (X2). */
export const concernSideOf = (caller: Caller, concern: Concern): "raiser" | "recipient" | undefined => {
  if (concern.version === 0 || caller.id === concern.subject) return undefined;
  if (caller.id === concern.raisedBy) return "raiser";
  const named = concern.deliveries.find(
    (one) => one.target.to === "person" && one.target.person === caller.id,
  );
  if (named?.target.to === "person" && caller.roles.includes(named.target.as)) return "recipient";
  // Whoever reads the DSL channel holds the role now; an adult's matter never goes there.
  if (concern.about !== "adult" && concern.reaches === "dsl" && caller.roles.includes("dsl"))
    return "recipient";
  return undefined;
};

export const mayReadConcern = (caller: Caller, concern: Concern): boolean =>
  caller.fresh && concernSideOf(caller, concern) !== undefined;

export const mayChangeSettings = (caller: Caller): boolean =>
  caller.fresh && caller.roles.includes("administrator");

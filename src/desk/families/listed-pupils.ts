import type { Refused } from "../../protocol/decision.ts";
import type { Family } from "../../protocol/families/state.ts";
import { sameName } from "../../protocol/names/matching.ts";
import type { Pupil } from "../../protocol/names/register.ts";

/** A pupil of a list as staff write it, with the adults who get a link. */
export type ListedPupil = { readonly name: string; readonly adults: readonly string[] };

/** The children of a list, as a register. */
export const registerIn = (families: readonly Family[]): readonly Pupil[] =>
  families.flatMap(({ id, child, also, room }) =>
    child === undefined
      ? []
      : [{ id, name: child, also, ...(room?.agreed === true ? { oneRoom: room.at } : {}) }],
  );

export const TWICE: Refused = {
  refused: "not-right",
  say: "Two pupils on this list have the same name. Add a second name to one of them. Nothing was changed.",
};

/** Families of one name cannot be told apart when the list is written anew: one would lose their own record. */
export const isTwice = (pupils: readonly ListedPupil[]): boolean =>
  pupils.some(({ name }, n) => pupils.slice(n + 1).some((other) => sameName(other.name, name)));

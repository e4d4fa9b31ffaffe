import type { Caller } from "../../../src/protocol/who/caller.ts";
import { RIGHTS, type RightName } from "../../../src/protocol/who/rights.ts";
import type { Role } from "../../../src/protocol/words.ts";

export const ROLES: readonly Role[] = ["staff", "dsl", "headteacher", "administrator"];

/** Every subset. */
export const subsets = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: 2 ** all.length }, (_, n) => all.filter((_one, bit) => (n >> bit) % 2 === 1));

/** The rights of one kind. */
export const named = <Name extends RightName>(on: "school" | "lesson" | "concern"): readonly Name[] =>
  (Object.keys(RIGHTS) as RightName[]).filter((name): name is Name => RIGHTS[name].on === on);

export const caller = (id: string, roles: readonly Role[], fresh = true): Caller => ({
  id,
  name: "",
  roles,
  fresh,
});

/** Each of these people, with any roles, by a fresh answer of the directory and by an old one. */
export const everybody = (ids: readonly string[]): readonly Caller[] =>
  ids.flatMap((id) =>
    subsets(ROLES).flatMap((roles) => [true, false].map((fresh) => caller(id, roles, fresh))),
  );

import type { Caller } from "../who/caller.ts";

/** The roles that keep the school's record: they export and erase it. */
export type Keeper = "dsl" | "headteacher";

/** The role in which a person who may do it (rights.ts) does it. */
export const keeperRole = ({ roles }: Caller): Keeper =>
  roles.includes("headteacher") ? "headteacher" : "dsl";

import type { Caller } from "../who/caller.ts";

/** Whose hands the school's record is in: they keep, export and erase it. */
export type Keeper = "dsl" | "headteacher";

/** As whom somebody does it who may (rights.ts). */
export const keeperRole = ({ roles }: Caller): Keeper =>
  roles.includes("headteacher") ? "headteacher" : "dsl";

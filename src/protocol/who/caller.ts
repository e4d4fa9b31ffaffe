import type { Role } from "../words.ts";

/** A signed-in person with the roles the directory gave us. */
export type Caller = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** False while the directory cannot be reached: then only presses that protect children are taken. */
  readonly fresh: boolean;
  /** Administers every school of the tenant, by a group that no school has a say in. */
  readonly overAll?: true;
  /** Signed out by a headteacher, or their account is disabled: they have no right at all, whatever lesson is on. */
  readonly barred?: true;
};

import { type Kysely, sql } from "kysely";
import type { Tables } from "../schema.ts";

/** A duty takes the place of open ones only: however many were replaced before must cost nothing. */
export const openDuties = async ({ schema }: Kysely<Tables>): Promise<void> => {
  await schema
    .createIndex("duties_replaceable")
    .on("duties")
    .column("replaces")
    .where(sql.ref("state"), "in", ["waiting", "started"])
    .execute();
  await schema.dropIndex("duties_replaces").execute();
};

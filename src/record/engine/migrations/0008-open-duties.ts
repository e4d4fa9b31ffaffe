import { type Kysely, sql } from "kysely";
import type { Tables } from "../schema.ts";

/** A new duty replaces open ones only: duties that were replaced long ago must cost no time. */
export const openDuties = async ({ schema }: Kysely<Tables>): Promise<void> => {
  await schema
    .createIndex("duties_replaceable")
    .on("duties")
    .column("replaces")
    .where(sql.ref("state"), "in", ["waiting", "started"])
    .execute();
  await schema.dropIndex("duties_replaces").execute();
};

import type { Kysely } from "kysely";
import type { Tables } from "../schema.ts";

/**
 * What replicas need to know of each other: who holds a duty, and when a stream last grew. The program version
 * before this leaves both empty: its duties are taken again when their lease runs out.
 */
export const replicas = async ({ schema }: Kysely<Tables>): Promise<void> => {
  await schema.alterTable("duties").addColumn("holder", "integer").execute();
  await schema.alterTable("streams").addColumn("movedAt", "bigint").execute();
  await schema.createIndex("streams_moved").on("streams").column("movedAt").execute();
};

import type { Kysely } from "kysely";
import type { ColumnTypes } from "../column-types.ts";
import type { Tables } from "../schema.ts";

/**
 * Lessons expire: which streams have, how long each was, and the event that says so. The program version before
 * this expires nothing, and does not find lessons that have expired.
 */
export const expiry = async ({ schema }: Kysely<Tables>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable("expiredStreams")
    .addColumn("stream", text, (column) => column.primaryKey())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("hash", text, (column) => column.notNull())
    .addColumn("factStream", text, (column) => column.notNull())
    .addColumn("factVersion", "integer", (column) => column.notNull())
    .addColumn("school", text, (column) => column.notNull())
    .addColumn("store", text, (column) => column.notNull())
    .execute();
  await schema.alterTable("lessons").addColumn("expiredAt", text).execute();
};

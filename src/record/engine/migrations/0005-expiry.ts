import type { Kysely } from "kysely";
import type { ColumnTypes } from "../column-types.ts";
import type { Tables } from "../schema.ts";

/**
 * Lessons expire: which streams have, where they stood, and the fact that says so. A program of the version
 * before expires nothing and finds nothing of what has been.
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

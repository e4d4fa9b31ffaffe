import type { Kysely } from "kysely";
import type { ColumnTypes } from "../column-types.ts";
import type { Tables } from "../schema.ts";

/** How often we have asked Microsoft lately. The program version before this does not count its requests here. */
export const limits = async ({ schema }: Kysely<Tables>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable("limits")
    .addColumn("key", text, (column) => column.primaryKey())
    .addColumn("moments", text, (column) => column.notNull())
    .addColumn("promisedAt", "bigint", (column) => column.notNull())
    .addColumn("closedUntil", "bigint", (column) => column.notNull())
    .addColumn("usedAt", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("limits_used").on("limits").column("usedAt").execute();
};

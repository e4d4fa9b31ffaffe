import type { Kysely } from "kysely";
import type { Tables } from "../schema.ts";

/** Urgent requests that wait are given moments of their own too. The program version before this gives none. */
export const urgentTurns = async ({ schema }: Kysely<Tables>): Promise<void> => {
  await schema
    .alterTable("limits")
    .addColumn("urgentPromisedAt", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
};

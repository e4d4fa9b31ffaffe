import type { Kysely } from "kysely";
import type { Tables } from "../schema.ts";

/** Requests whose turn has come and that found no room keep their place. The program version before this keeps none. */
export const keptPlaces = async ({ schema }: Kysely<Tables>): Promise<void> => {
  await schema
    .alterTable("limits")
    .addColumn("returnedPromisedAt", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
};

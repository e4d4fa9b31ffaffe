import type { Kysely } from "kysely";
import type { Tables } from "../schema.ts";

/**
 * Alerts are taken by their turn: each person's first before anyone's second. The program version before this gives
 * none. Several alerts may share one card, which is looked up by its conversation and message.
 */
export const fairAlerts = async ({ schema }: Kysely<Tables>): Promise<void> => {
  await schema
    .alterTable("duties")
    .addColumn("turn", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.createIndex("sent_cards_activity").on("sentCards").column("activityId").execute();
  await schema.createIndex("concerns_raised").on("concerns").columns(["raisedBy", "raisedAt"]).execute();
};

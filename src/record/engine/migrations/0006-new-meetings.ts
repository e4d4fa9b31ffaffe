import type { Kysely } from "kysely";
import { FIRST_SCHOOL } from "../../scope.ts";
import type { ColumnTypes } from "../column-types.ts";
import type { Tables } from "../schema.ts";

/** Meetings of which no one knows yet to which school they belong, and which school a channel is of. */
export const newMeetings = async (db: Kysely<Tables>, { text }: ColumnTypes): Promise<void> => {
  await db.schema
    .createTable("newMeetings")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("chatId", text, (column) => column.notNull())
    .addColumn("meetingId", text, (column) => column.notNull())
    .addColumn("startedAt", text)
    .addColumn("organiser", text)
    .addColumn("askedAt", text)
    .addColumn("school", text)
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("nextAt", "bigint", (column) => column.notNull())
    .addColumn("expiresAt", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.alterTable("channels").addColumn("school", text).execute();
  await db.updateTable("channels").set({ school: FIRST_SCHOOL }).execute();
};

import { type Kysely, sql } from "kysely";
import type { ColumnTypes } from "../column-types.ts";
import type { Tables } from "../schema.ts";

/** Events, personal payload, duties, what they are found by, and the places Teams gave us. */
export const first = async (db: Kysely<Tables>, types: ColumnTypes): Promise<void> => {
  await events(db, types);
  await duties(db, types);
  await lessons(db, types);
  await concerns(db, types);
  await places(db, types);
};

const events = async ({ schema }: Kysely<Tables>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable("streams")
    .addColumn("stream", text, (column) => column.primaryKey())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("hash", text, (column) => column.notNull())
    .execute();
  await schema
    .createTable("events")
    .addColumn("stream", text, (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("type", text, (column) => column.notNull())
    .addColumn("schema", "integer", (column) => column.notNull())
    .addColumn("at", text, (column) => column.notNull())
    .addColumn("data", text, (column) => column.notNull())
    .addColumn("commitment", text)
    .addColumn("previous", text)
    .addColumn("hash", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("events_key", ["stream", "version"])
    .execute();
  await schema
    .createTable("personal")
    .addColumn("stream", text, (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("salt", text, (column) => column.notNull())
    .addColumn("payload", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("personal_key", ["stream", "version"])
    .addForeignKeyConstraint("personal_event", ["stream", "version"], "events", ["stream", "version"])
    .execute();
};

const duties = async (db: Kysely<Tables>, { text }: ColumnTypes): Promise<void> => {
  await db.schema
    .createTable("duties")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("stream", text, (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("work", text, (column) => column.notNull())
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("notBefore", "bigint", (column) => column.notNull())
    .addColumn("deadlineAt", "bigint", (column) => column.notNull())
    .addColumn("expiresAt", "bigint", (column) => column.notNull())
    .addColumn("repeat", text, (column) => column.notNull())
    .addColumn("urgent", "integer", (column) => column.notNull())
    .addColumn("replaces", text)
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("leaseUntil", "bigint")
    .addColumn("fence", "integer", (column) => column.notNull())
    .addColumn("lastReason", text)
    .addColumn("startedAt", "bigint")
    .addColumn("finishedAt", "bigint")
    .addColumn("withdrawn", text)
    .addColumn("lateAt", "bigint")
    .addColumn("notice", text)
    .execute();
  // The worker looks at open duties only, many times a second: the finished ones must cost it nothing.
  await db.schema
    .createIndex("duties_open")
    .on("duties")
    .columns(["urgent", "notBefore"])
    .where(sql.ref("state"), "in", ["waiting", "started"])
    .execute();
  await db.schema
    .createIndex("duties_notice")
    .on("duties")
    .column("notice")
    .where(sql.ref("notice"), "is not", null)
    .execute();
  await db.schema.createIndex("duties_stream").on("duties").column("stream").execute();
  await db.schema.createIndex("duties_replaces").on("duties").column("replaces").execute();
};

const lessons = async ({ schema }: Kysely<Tables>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable("lessons")
    .addColumn("lesson", text, (column) => column.primaryKey())
    .addColumn("meetingId", text, (column) => column.notNull())
    .addColumn("chatId", text)
    .addColumn("organiserId", text)
    .addColumn("phase", text, (column) => column.notNull())
    .addColumn("kind", text)
    .addColumn("startsAt", text)
    .addColumn("startedAt", text)
    .addColumn("overAt", text)
    .addColumn("callback", text)
    .addColumn("callId", text)
    .addColumn("updatedAt", text, (column) => column.notNull())
    .execute();
  for (const column of ["meetingId", "chatId", "callback", "callId", "overAt"] as const) {
    await schema.createIndex(`lessons_${column}`).on("lessons").column(column).execute();
  }
  await schema
    .createTable("lessonStaff")
    .addColumn("lesson", text, (column) => column.notNull().references("lessons.lesson"))
    .addColumn("person", text, (column) => column.notNull())
    .addColumn("part", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("lesson_staff_key", ["lesson", "person"])
    .execute();
  await schema.createIndex("lesson_staff_person").on("lessonStaff").column("person").execute();
};

const concerns = async ({ schema }: Kysely<Tables>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable("concerns")
    .addColumn("ref", text, (column) => column.primaryKey())
    .addColumn("about", text, (column) => column.notNull())
    .addColumn("lesson", text)
    .addColumn("raisedBy", text, (column) => column.notNull())
    .addColumn("raisedAt", text, (column) => column.notNull())
    .addColumn("state", text, (column) => column.notNull())
    .execute();
  await schema.createIndex("concerns_lesson").on("concerns").column("lesson").execute();
  await schema.createIndex("concerns_raised_by").on("concerns").column("raisedBy").execute();
  await schema
    .createTable("concernPeople")
    .addColumn("ref", text, (column) => column.notNull().references("concerns.ref"))
    .addColumn("person", text, (column) => column.notNull())
    .addColumn("why", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("concern_people_key", ["ref", "person", "why"])
    .execute();
  await schema.createIndex("concern_people_person").on("concernPeople").column("person").execute();
};

const places = async ({ schema }: Kysely<Tables>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable("personalConversations")
    .addColumn("person", text, (column) => column.primaryKey())
    .addColumn("conversationId", text, (column) => column.notNull())
    .execute();
  await schema
    .createTable("channels")
    .addColumn("teamId", text, (column) => column.notNull())
    .addColumn("channelId", text, (column) => column.notNull())
    .addColumn("name", text)
    .addPrimaryKeyConstraint("channels_key", ["teamId", "channelId"])
    .execute();
  await schema
    .createTable("sentCards")
    .addColumn("key", text, (column) => column.primaryKey())
    .addColumn("conversationId", text, (column) => column.notNull())
    .addColumn("activityId", text, (column) => column.notNull())
    .addColumn("at", text, (column) => column.notNull())
    .execute();
  await schema
    .createTable("settings")
    .addColumn("key", text, (column) => column.primaryKey())
    .addColumn("value", text, (column) => column.notNull())
    .execute();
  await schema
    .createTable("counters")
    .addColumn("counter", text, (column) => column.primaryKey())
    .addColumn("value", "integer", (column) => column.notNull())
    .execute();
};

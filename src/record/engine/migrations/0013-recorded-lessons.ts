import { type Kysely, sql } from "kysely";
import type { Tables } from "../schema.ts";

/** The few lessons in which a recording was seen, said or missed are found without reading those of two years. */
export const recordedLessons = async ({ schema }: Kysely<Tables>): Promise<void> => {
  await schema
    .createIndex("events_recorded")
    .on("events")
    .column("at")
    .where(sql<boolean>`type in ('RecordingSeen', 'RecordingSaid', 'FoundUnrecorded')`)
    .execute();
};

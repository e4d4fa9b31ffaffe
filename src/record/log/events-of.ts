import type { Kysely } from "kysely";
import type { Tables } from "../engine/schema.ts";

/** The events of a stream, oldest first, each beside its personal payload where there is one. */
export const eventsOf = (db: Kysely<Tables>, stream: string) =>
  db
    .selectFrom("events")
    .leftJoin("personal", (join) =>
      join.onRef("personal.stream", "=", "events.stream").onRef("personal.version", "=", "events.version"),
    )
    .select([
      "events.version",
      "events.type",
      "events.schema",
      "events.at",
      "events.data",
      "personal.payload",
    ])
    .where("events.stream", "=", stream)
    .orderBy("events.version");

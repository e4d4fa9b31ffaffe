import type { Kysely } from "kysely";
import type { JsonObject } from "../../protocol/fact.ts";
import type { Tables } from "../engine/schema.ts";
import { eventsOf } from "./events-of.ts";
import type { StoredFact } from "./stored-fact.ts";
import { upcast } from "./upcast.ts";

/** The facts of a stream after a version (0: all), oldest first, in today's schema. */
export const readFacts = async (
  db: Kysely<Tables>,
  stream: string,
  afterVersion: number,
): Promise<readonly StoredFact[]> => {
  const rows = await eventsOf(db, stream).where("events.version", ">", afterVersion).execute();
  return rows.map(({ version, type, schema, at, data, payload }) =>
    upcast({
      stream,
      version,
      type,
      schema,
      at,
      data: JSON.parse(data) as JsonObject,
      ...(payload === null ? {} : { personal: JSON.parse(payload) as JsonObject }),
    }),
  );
};

/**
 * Removes personal payload and salt of these versions; the events stay, with commitments that no one
 * can open any more. Versions without payload are skipped.
 */
export const erasePersonal = async (
  db: Kysely<Tables>,
  stream: string,
  versions: readonly number[],
): Promise<void> => {
  if (versions.length === 0) return;
  await db.deleteFrom("personal").where("stream", "=", stream).where("version", "in", versions).execute();
};

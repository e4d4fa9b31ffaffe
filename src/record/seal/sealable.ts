import type { Kysely } from "kysely";
import type { JsonObject } from "../../protocol/fact.ts";
import type { Tables } from "../engine/schema.ts";
import type { Link } from "../log/chain.ts";
import { eventsOf } from "../log/events-of.ts";
import type { Scope } from "../scope.ts";
import type { SignedSeal } from "./seal.ts";
import { holdsSeals, sealStream } from "./streams.ts";
import type { Head } from "./tree.ts";

/** An event exactly as it was recorded, with what shows that it is. */
export type RecordedEvent = Link & {
  readonly hash: string;
  /** undefined where there is none, or it has been erased; a later event then says so. `salt` is hex. */
  readonly opened?: { readonly salt: string; readonly personal: JsonObject };
};

/** What sealing and exporting read. The caller checks the asker's right to it. */
export type Sealable = {
  /** The head of every stream of the scope, except the stream of its seals. */
  readonly heads: () => Promise<readonly Head[]>;
  /** The events of a stream, as recorded, up to the newest: it may say what has been erased of the others. */
  readonly recorded: (stream: string) => Promise<readonly RecordedEvent[]>;
  /** The seal of a number, or the newest; undefined where there is none. */
  readonly oneSeal: (which: number | "newest") => Promise<SignedSeal | undefined>;
  /** When anything was last recorded in the scope, by the database's clock (ms since 1970). */
  readonly lastRecorded: () => Promise<number | undefined>;
};

export const sealableIn = (db: Kysely<Tables>, scope: Scope): Sealable => ({
  heads: async () => {
    const rows = await db
      .selectFrom("streams")
      .select(["stream", "version", "hash"])
      .orderBy("stream")
      .execute();
    return rows.flatMap(({ stream, version, hash }) =>
      holdsSeals(stream) ? [] : [{ stream, length: version, hash }],
    );
  },

  oneSeal: async (which) => {
    const row = await db
      .selectFrom("events")
      .select("data")
      .where("stream", "=", sealStream(scope))
      .$if(which !== "newest", (seals) => seals.where("version", "=", Number(which)))
      .orderBy("version", "desc")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : (JSON.parse(row.data) as { readonly seal: SignedSeal }).seal;
  },

  lastRecorded: async () => {
    const last = db.selectFrom("streams").select(({ fn }) => fn.max("movedAt").as("at"));
    return (await last.executeTakeFirst())?.at ?? undefined;
  },

  recorded: async (stream) => {
    const rows = await eventsOf(db, stream)
      .select(["events.commitment", "events.previous", "events.hash", "personal.salt"])
      .execute();
    return rows.map(({ salt, payload, data, ...rest }) => ({
      stream,
      ...rest,
      data: JSON.parse(data) as JsonObject,
      ...(salt === null || payload === null
        ? {}
        : { opened: { salt, personal: JSON.parse(payload) as JsonObject } }),
    }));
  },
});

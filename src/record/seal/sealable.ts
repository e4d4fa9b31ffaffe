import type { Kysely } from "kysely";
import type { JsonObject } from "../../protocol/json.ts";
import type { Link } from "../chain.ts";
import type { Tables } from "../schema.ts";
import { holdsSeals, type Store, storeOf } from "./store.ts";
import type { Head } from "./tree.ts";

/** An event exactly as it was recorded, with what shows that it is. */
export type RecordedEvent = Link & {
  readonly hash: string;
  /** undefined where there is none, or it has been erased. `salt` is hex. */
  readonly opened?: { readonly salt: string; readonly personal: JsonObject };
};

/** What sealing and exporting read. The caller answers for the asker's right to it. */
export type Sealable = {
  /** Where every stream stands, but for those that hold seals. */
  readonly heads: () => Promise<readonly Head[]>;
  readonly storesOf: (streams: readonly string[]) => Promise<ReadonlyMap<string, Store>>;
  /** The first `length` events of a stream, as recorded. */
  readonly recorded: (stream: string, length: number) => Promise<readonly RecordedEvent[]>;
};

export const sealableIn = (db: Kysely<Tables>): Sealable => ({
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

  storesOf: async (streams) => {
    const stores = new Map(streams.map((stream): [string, Store] => [stream, storeOf(undefined)]));
    for (let from = 0; from < streams.length; from += 500) {
      const rows = await db
        .selectFrom("events")
        .select(["stream", "type", "data"])
        .where("stream", "in", streams.slice(from, from + 500))
        .where("version", "=", 1)
        .execute();
      for (const { stream, type, data } of rows) {
        stores.set(stream, storeOf({ type, data: JSON.parse(data) as JsonObject }));
      }
    }
    return stores;
  },

  recorded: async (stream, length) => {
    const rows = await db
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
        "events.commitment",
        "events.previous",
        "events.hash",
        "personal.salt",
        "personal.payload",
      ])
      .where("events.stream", "=", stream)
      .where("events.version", "<=", length)
      .orderBy("events.version")
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

import type { Kysely } from "kysely";
import type { JsonObject } from "../../protocol/fact.ts";
import { breathe } from "../engine/breathe.ts";
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
  /** The events of a stream after a version, as recorded, oldest first: some hundred at most. */
  readonly recorded: (stream: string, after: number) => Promise<readonly RecordedEvent[]>;
  /** The seal of a number, or the newest; undefined where there is none. */
  readonly oneSeal: (which: number | "newest") => Promise<SignedSeal | undefined>;
  /** When anything was last recorded in the scope, by the database's clock (ms since 1970). */
  readonly lastRecorded: () => Promise<number | undefined>;
};

/** A press waits for no more of them than this. */
const MOST_AT_ONCE = 100;

/**
 * The events of a stream, as recorded, up to the newest: it may say what has been erased of the others.
 * @throws Error where the stream expires meanwhile: part of it is nothing that could be checked
 */
export const eachRecorded = async function* (
  { recorded }: Pick<Sealable, "recorded">,
  { stream, length }: Pick<Head, "stream" | "length">,
): AsyncGenerator<RecordedEvent> {
  for (let read = 0; ; ) {
    await breathe();
    const events = await recorded(stream, read);
    yield* events;
    const newest = events.at(-1)?.version ?? read;
    const isAll = events.length < MOST_AT_ONCE;
    if (isAll && read > 0 && newest < length) throw new Error("a stream expired while it was read");
    if (isAll) return;
    read = newest;
  }
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

  recorded: async (stream, after) => {
    const rows = await eventsOf(db, stream)
      .select(["events.commitment", "events.previous", "events.hash", "personal.salt"])
      .where("events.version", ">", after)
      .limit(MOST_AT_ONCE)
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

import type { Kysely, Selectable } from "kysely";
import type { JsonObject } from "../../protocol/fact.ts";
import type { Tables } from "../engine/schema.ts";
import { erasedIn, isErasure } from "../retention/erasure.ts";
import { commitmentTo, hashOf } from "./chain.ts";

export type Verified =
  | {
      readonly intact: true;
      /** How many events the stream holds. */
      readonly length: number;
      /** Versions whose personal payload has been erased, as later facts of the stream say. */
      readonly erased: readonly number[];
    }
  | {
      readonly intact: false;
      /** The first version at which something is wrong. */
      readonly version: number;
      /**
       * `missing`: an event is not where it should be; `changed`: the event is not what was recorded;
       * `broken`: it does not follow from the one before it; `payload`: the personal payload is not
       * the one committed to, or is gone and no later fact says that it was erased.
       */
      readonly why: "missing" | "changed" | "broken" | "payload";
    };

type EventRow = Pick<Selectable<Tables["events"]>, (typeof HASHED)[number]>;
type PersonalRow = Pick<Selectable<Tables["personal"]>, "version" | "salt" | "payload">;
type HeadRow = Pick<Selectable<Tables["streams"]>, "version" | "hash">;

/** What the digest is over, and the digest. */
const HASHED = [
  "stream",
  "version",
  "type",
  "schema",
  "at",
  "data",
  "commitment",
  "previous",
  "hash",
] as const;

/** Checks every event of a stream against its digest, its predecessor, its payload and the head. */
export const verifyStream = async (db: Kysely<Tables>, stream: string): Promise<Verified> =>
  // One transaction, one state: an append in between must not look like a forgery.
  db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (transaction) => {
      const head = await transaction
        .selectFrom("streams")
        .select(["version", "hash"])
        .where("stream", "=", stream)
        .executeTakeFirst();
      if (head !== undefined && (await expiredAs(transaction, stream, head)))
        return { intact: true, length: 0, erased: [] };
      const events = await transaction
        .selectFrom("events")
        .select(HASHED)
        .where("stream", "=", stream)
        .orderBy("version")
        .execute();
      const payloads = await transaction
        .selectFrom("personal")
        .select(["version", "salt", "payload"])
        .where("stream", "=", stream)
        .execute();
      return verify(events, payloads, head);
    });

const verify = (
  events: readonly EventRow[],
  payloads: readonly PersonalRow[],
  head: HeadRow | undefined,
): Verified => {
  const payloadOf = new Map(payloads.map((row) => [row.version, row]));
  const isErased = erasedIn(
    events.filter(isErasure).map((event) => ({ ...event, data: parsed(event.data) ?? {} })),
  );
  const erased: number[] = [];
  let previous: string | null = null;
  for (const [index, event] of events.entries()) {
    const version = index + 1;
    if (event.version !== version) return { intact: false, version, why: "missing" };
    if (!holds(event)) return { intact: false, version, why: "changed" };
    if (event.previous !== previous) return { intact: false, version, why: "broken" };
    const payload = payloadOf.get(version);
    if (payload === undefined && event.commitment !== null) {
      if (!isErased(version)) return { intact: false, version, why: "payload" };
      erased.push(version);
    }
    if (payload !== undefined && !opens(payload, event.commitment)) {
      return { intact: false, version, why: "payload" };
    }
    previous = event.hash;
  }
  if ((head?.version ?? 0) !== events.length) {
    return { intact: false, version: Math.min(head?.version ?? 0, events.length) + 1, why: "missing" };
  }
  if ((head?.hash ?? null) !== previous) return { intact: false, version: events.length, why: "broken" };
  return { intact: true, length: events.length, erased };
};

/** Its events are gone, and a fact says that they may be. */
const expiredAs = async (
  db: Kysely<Tables>,
  stream: string,
  { version, hash }: Pick<Selectable<Tables["streams"]>, "version" | "hash">,
): Promise<boolean> => {
  const gone = await db
    .selectFrom("expiredStreams")
    .select(["version", "hash"])
    .where("stream", "=", stream)
    .executeTakeFirst();
  const left = await db
    .selectFrom("events")
    .select("version")
    .where("stream", "=", stream)
    .executeTakeFirst();
  return gone?.version === version && gone.hash === hash && left === undefined;
};

const holds = ({ hash, data, ...rest }: EventRow): boolean => {
  const object = parsed(data);
  return object !== undefined && hashOf({ ...rest, data: object }) === hash;
};

const opens = ({ payload, salt }: PersonalRow, commitment: string | null): boolean => {
  const object = parsed(payload);
  return object !== undefined && commitmentTo(object, salt) === commitment;
};

/** undefined for text that is no longer JSON. */
const parsed = (text: string): JsonObject | undefined => {
  try {
    return JSON.parse(text) as JsonObject;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

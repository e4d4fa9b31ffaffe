import type { Kysely, Transaction } from "kysely";
import type { Tables } from "../engine/schema.ts";

/** Lessons whose events go, in the transaction that records it. The database lets nothing else be removed. */
export type Expiry = {
  /** The stream of the fact that names them; it is the last one of the change there. */
  readonly stream: string;
  /** How long each stream is, and the digest of its last event. */
  readonly lessons: readonly {
    readonly lesson: string;
    readonly stream: string;
    readonly version: number;
    readonly hash: string;
  }[];
  /** ISO 8601 in UTC. */
  readonly at: string;
};

/** The first stream that has changed since, or has expired already: then nothing expires. */
export const notAsItStood = async (
  db: Kysely<Tables>,
  { lessons }: Pick<Expiry, "lessons">,
): Promise<string | undefined> => {
  for (const { stream, version, hash } of lessons) {
    const head = await db
      .selectFrom("streams")
      .select(["version", "hash"])
      .where("stream", "=", stream)
      .executeTakeFirst();
    if (head?.version !== version || head.hash !== hash || (await hasExpired(db, stream))) return stream;
  }
  return undefined;
};

export const hasExpired = async (db: Kysely<Tables>, stream: string): Promise<boolean> =>
  (await db.selectFrom("expiredStreams").select("stream").where("stream", "=", stream).executeTakeFirst()) !==
  undefined;

/**
 * Removes events, personal payload, work and cards of these lessons. What stays: where the stream ended,
 * and a row that says when, so that the next occurrence in the same chat has a number of its own.
 *
 * @param factVersion the version of the fact that names them
 */
export const expireStreams = async (
  db: Transaction<Tables>,
  { stream: factStream, lessons, at }: Expiry,
  factVersion: number,
): Promise<void> => {
  for (const { lesson, stream, version, hash } of lessons) {
    await db
      .insertInto("expiredStreams")
      .values({ stream, version, hash, factStream, factVersion })
      .execute();
    await db.deleteFrom("personal").where("stream", "=", stream).execute();
    await db.deleteFrom("events").where("stream", "=", stream).execute();
    await db.deleteFrom("duties").where("stream", "=", stream).execute();
    await db.deleteFrom("sentCards").where("key", "like", `%:${lesson}%`).execute();
    await db.deleteFrom("lessonStaff").where("lesson", "=", lesson).execute();
    await db
      .updateTable("lessons")
      .set({
        expiredAt: at,
        phase: "over",
        overAt: at,
        organiserId: null,
        kind: null,
        startsAt: null,
        startedAt: null,
        callback: null,
        callId: null,
        updatedAt: at,
      })
      .where("lesson", "=", lesson)
      .execute();
  }
};

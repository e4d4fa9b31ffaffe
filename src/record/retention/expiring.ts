import type { Kysely } from "kysely";
import type { Tables } from "../engine/schema.ts";
import type { Head } from "../seal/tree.ts";

export type Expiring = {
  /**
   * Lessons with no news since this moment, oldest first, also those that were never held and those
   * that staff said are no lesson. @param except ids that are left out
   */
  readonly lessonsBefore: (
    moment: string,
    limit: number,
    except: readonly string[],
  ) => Promise<readonly string[]>;
  /** How long a stream is, and its last digest; undefined for one that does not exist. */
  readonly headOf: (stream: string) => Promise<Head | undefined>;
};

export const expiringIn = (db: Kysely<Tables>): Expiring => ({
  lessonsBefore: async (moment, limit, except) => {
    const lessons = db
      .selectFrom("lessons")
      .select("lesson")
      .where("expiredAt", "is", null)
      .where(({ fn }) => fn.coalesce("overAt", "startedAt", "startsAt", "updatedAt"), "<", moment)
      .orderBy(({ fn }) => fn.coalesce("overAt", "startedAt", "startsAt", "updatedAt"))
      .orderBy("lesson")
      .limit(limit + except.length);
    const rows = await lessons.execute();
    const passed = new Set(except);
    return rows.flatMap(({ lesson }) => (passed.has(lesson) ? [] : [lesson])).slice(0, limit);
  },
  headOf: async (stream) => {
    const row = await db
      .selectFrom("streams")
      .select(["stream", "version", "hash"])
      .where("stream", "=", stream)
      .executeTakeFirst();
    return row === undefined ? undefined : { stream, length: row.version, hash: row.hash };
  },
});

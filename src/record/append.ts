import type { Kysely, Transaction } from "kysely";
import { canonicalJson } from "./canonical-json.ts";
import { commitmentTo, hashOf, type Link, newSalt } from "./chain.ts";
import type { Appended, Change, NewFact } from "./change.ts";
import { saveConcern } from "./concerns.ts";
import { cancelDuties, insertDuties } from "./duty-changes.ts";
import { saveLesson } from "./lessons.ts";
import type { Tables } from "./schema.ts";
import { currentSchema } from "./upcast.ts";

type Head = { readonly stream: string; readonly version: number; readonly hash: string | null };

/**
 * Records a change in one transaction: facts, personal payload, duties and what they are found by.
 * Refused as a whole when any stream is not at its expected version.
 *
 * @throws TypeError when a fact carries what JSON cannot, RangeError when a moment is not a date.
 */
export const append = async (db: Kysely<Tables>, change: Change): Promise<Appended> =>
  db.transaction().execute(async (transaction) => {
    const heads: Head[] = [];
    for (const { stream, expectedVersion } of change.streams) {
      if (heads.some((other) => other.stream === stream)) {
        throw new TypeError("a change names each stream once");
      }
      const head = await headOf(transaction, stream);
      if (head.version !== expectedVersion) return { appended: false, conflict: stream };
      heads.push(head);
    }
    const versions: Record<string, number> = {};
    for (const [index, { stream, facts }] of change.streams.entries()) {
      const head = heads[index] ?? { stream, version: 0, hash: null };
      versions[stream] = await appendTo(transaction, head, facts);
    }
    for (const { stream, kinds } of change.cancel ?? []) await cancelDuties(transaction, stream, kinds);
    await insertDuties(transaction, change.duties ?? []);
    for (const row of change.index?.lessons ?? []) await saveLesson(transaction, row);
    for (const row of change.index?.concerns ?? []) await saveConcern(transaction, row);
    return { appended: true, versions };
  });

const headOf = async (transaction: Transaction<Tables>, stream: string): Promise<Head> =>
  (await transaction
    .selectFrom("streams")
    .select(["stream", "version", "hash"])
    .where("stream", "=", stream)
    .executeTakeFirst()) ?? { stream, version: 0, hash: null };

const appendTo = async (
  transaction: Transaction<Tables>,
  head: Head,
  facts: readonly NewFact[],
): Promise<number> => {
  const { stream } = head;
  let { version, hash } = head;
  for (const fact of facts) {
    version += 1;
    const salt = newSalt();
    const link: Link = {
      stream,
      version,
      type: fact.type,
      schema: fact.schema ?? currentSchema(fact.type),
      at: new Date(fact.at).toISOString(),
      data: fact.data,
      commitment: fact.personal === undefined ? null : commitmentTo(fact.personal, salt),
      previous: hash,
    };
    hash = hashOf(link);
    await transaction
      .insertInto("events")
      .values({ ...link, data: canonicalJson(fact.data), hash })
      .execute();
    if (fact.personal !== undefined) {
      const payload = canonicalJson(fact.personal);
      await transaction.insertInto("personal").values({ stream, version, salt, payload }).execute();
    }
  }
  if (hash !== null && facts.length > 0) {
    await transaction
      .insertInto("streams")
      .values({ stream, version, hash })
      .onConflict((conflict) => conflict.column("stream").doUpdateSet({ version, hash }))
      .execute();
  }
  return version;
};

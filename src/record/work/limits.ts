import { createHash } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { countedMoments, freeAt, type Limit, turnAt } from "../../protocol/work/limits.ts";
import type { BuiltOnce } from "../engine/built-once.ts";
import { oneAtATime } from "../engine/one-at-a-time.ts";
import type { OpenDatabase } from "../engine/open-database.ts";
import type { Tables } from "../engine/schema.ts";

/** What one request counts against: a limit of one conversation or person, or ("") of the tenant. */
export type Counted = { readonly limit: Limit; readonly of: string };

/** How often we may ask Microsoft, counted for all replicas together, by the database's clock. */
export type Limits = {
  /**
   * Counts one request against all of these, or none of them where one is used up.
   *
   * @param returned it has waited already: it goes before those that have not
   * @returns 0, or in how many milliseconds to ask again: those that wait come one by one
   */
  readonly takePermit: (counted: readonly Counted[], urgent: boolean, returned?: boolean) => Promise<number>;
  /** Microsoft refused: no replica asks again before this many milliseconds have passed. */
  readonly closeLimit: (counted: Counted, forMs: number) => Promise<void>;
};

type LimitDatabase = { readonly db: Kysely<Tables>; readonly run: BuiltOnce } & Pick<
  OpenDatabase,
  "lock" | "clock"
>;

/** Longer than any window: what is older counts for nothing. */
const FORGOTTEN_AFTER_MS = 2 * 60 * 60_000;

type Usage = {
  readonly key: string;
  readonly limit: Limit;
  readonly moments: readonly number[];
  readonly promisedAt: number;
  readonly urgentPromisedAt: number;
  readonly returnedPromisedAt: number;
  readonly closedUntil: number;
};

export const limitsIn = (database: LimitDatabase): Limits => {
  const { run } = database;
  const take: Limits["takePermit"] = async (counted, urgent, returned = false) =>
    locked(database, counted, async (transaction, now, usages) => {
      const free = usages.map(
        (one) => [one, Math.max(one.closedUntil, freeAt(one.limit, one.moments, urgent, now))] as const,
      );
      const at = Math.max(...free.map(([, moment]) => moment));
      if (at <= now) {
        await save(
          { db: transaction, run },
          now,
          usages.map((one) => ({ ...one, moments: [...one.moments, now] })),
        );
        return 0;
      }
      // A caller that waits behind others is told a later moment, so that they do not all come back at once.
      const [tightest] = free.find(([, moment]) => moment === at) ?? [];
      if (tightest === undefined) return at - now;
      const promised = urgent ? "urgentPromisedAt" : returned ? "returnedPromisedAt" : "promisedAt";
      // Whoever has not waited yet comes after all who have.
      const before = promised === "promisedAt" ? tightest.returnedPromisedAt : 0;
      const turn = turnAt(tightest.limit, urgent, at, Math.max(before, tightest[promised]));
      await save({ db: transaction, run }, now, [{ ...tightest, [promised]: turn }]);
      return turn - now;
    });

  return {
    // The other callers ask one after the other: many that wait must not keep an urgent one from the database.
    takePermit: async (counted, urgent, returned) =>
      urgent ? take(counted, urgent) : oneAtATime("limits", async () => take(counted, urgent, returned)),
    closeLimit: async (counted, forMs) =>
      locked(database, [counted], async (transaction, now, usages) => {
        const closedUntil = Math.ceil(now + forMs);
        await save(
          { db: transaction, run },
          now,
          usages.map((one) => ({ ...one, closedUntil: Math.max(one.closedUntil, closedUntil) })),
        );
      }),
  };
};

/** A digest: a conversation's id may name people. */
const keyOf = ({ limit, of }: Counted): string =>
  `${limit} ${createHash("sha256").update(of).digest("base64url").slice(0, 22)}`;

const locked = async <T>(
  { db, run, lock, clock }: LimitDatabase,
  counted: readonly Counted[],
  work: (transaction: Transaction<Tables>, now: number, usages: readonly Usage[]) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (transaction) => {
    const keys = counted.map((one) => ({ key: keyOf(one), limit: one.limit }));
    await lock(
      transaction,
      keys.map(({ key }) => `limit ${key}`),
    );
    const names = keys.map(({ key }) => key);
    const rows = await run(transaction, "limits", names, (built, values) =>
      built.selectFrom("limits").selectAll().select(clock.as("now")).where("key", "in", values),
    );
    const now = rows[0]?.now ?? (await clockOf(transaction, clock));
    const usages = keys.map(({ key, limit }): Usage => {
      const row = rows.find((one) => one.key === key);
      if (row === undefined)
        return {
          key,
          limit,
          moments: [],
          promisedAt: 0,
          urgentPromisedAt: 0,
          returnedPromisedAt: 0,
          closedUntil: 0,
        };
      const back = Math.max(0, row.usedAt - now);
      const moments = (JSON.parse(row.moments) as readonly number[]).map((at) => at - back);
      return {
        key,
        limit,
        moments: countedMoments(limit, moments, now),
        promisedAt: row.promisedAt - back,
        urgentPromisedAt: row.urgentPromisedAt - back,
        returnedPromisedAt: row.returnedPromisedAt - back,
        closedUntil: row.closedUntil - back,
      };
    });
    // Used later than now: the clock has been put back since, and no caller should wait that long.
    if (rows.some(({ usedAt }) => usedAt > now)) await save({ db: transaction, run }, now, usages);
    // A new conversation is rare: a good moment to clear away those in which no one writes any more.
    if (rows.length < keys.length)
      await transaction
        .deleteFrom("limits")
        .where("usedAt", "<", now - FORGOTTEN_AFTER_MS)
        .execute();
    return work(transaction, now, usages);
  });

const clockOf = async (db: Kysely<Tables>, clock: OpenDatabase["clock"]): Promise<number> => {
  const { rows } = await sql<{ now: number }>`select ${clock} as now`.execute(db);
  return rows[0]?.now ?? Date.now();
};

const save = async (
  { db, run }: Pick<LimitDatabase, "db" | "run">,
  now: number,
  usages: readonly Usage[],
): Promise<void> => {
  const rows = usages.map(({ limit: _limit, moments, ...usage }) => ({
    ...usage,
    moments: JSON.stringify(moments),
    usedAt: now,
  }));
  await run(db, "use limits", rows, (built, values) =>
    built
      .insertInto("limits")
      .values(values)
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet((row) => ({
          moments: row.ref("excluded.moments"),
          promisedAt: row.ref("excluded.promisedAt"),
          urgentPromisedAt: row.ref("excluded.urgentPromisedAt"),
          returnedPromisedAt: row.ref("excluded.returnedPromisedAt"),
          closedUntil: row.ref("excluded.closedUntil"),
          usedAt: row.ref("excluded.usedAt"),
        })),
      ),
  );
};

import { CamelCasePlugin, type Dialect, Kysely, PostgresDialect, sql } from "kysely";
import { type Client, Pool, type PoolConfig, TypeOverrides, types } from "pg";
import { parseIntoClientConfig } from "pg-connection-string";
import type { OpenDatabase } from "../open-database.ts";
import type { Tables } from "../schema.ts";
import { ScopePlugin } from "../scope-plugin.ts";
import { actingAs, type Who } from "./acting.ts";
import { codeOf, steadily } from "./away.ts";
import { ConnectionPlaces } from "./connection-places.ts";
import { ADVISORY } from "./locks.ts";
import { makeDatabase } from "./make-database.ts";
import { NulPlugin } from "./nul-plugin.ts";
import { prepare } from "./prepare.ts";
import { Replica } from "./replica.ts";
import { Watch } from "./watch.ts";

/** A connection left in the middle of a change must not hold up everyone else. */
const WORK = {
  statement_timeout: 10_000,
  idle_in_transaction_session_timeout: 10_000,
  lock_timeout: 8_000,
} as const;

const CLOCK = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

const CONNECT_WITHIN_MS = 5_000;
const CONNECTIONS = { all: 10, kept: 2, routine: 4 } as const;
/** Longer than every limit of the server itself: only a dead connection takes this long. */
const ANSWER_WITHIN_MS = 15_000;

/**
 * Opens the record in a PostgreSQL database (14 or newer), which any number of replicas share. Needs a
 * direct connection: a pooler that changes the session under us breaks locks and LISTEN.
 *
 * @param password asked at each new connection, where the address names none: then the database is made, too, where
 * it is not there, so that it belongs to the user who signs in
 * @throws RecordAwayError, RecordServerError, RecordTooNewError, RecordRolesError
 */
export const openPostgres = async (url: string, password?: () => Promise<string>): Promise<OpenDatabase> => {
  const base: PoolConfig = {
    ...(password === undefined
      ? { connectionString: url }
      : { ...parseIntoClientConfig(url), password: signingIn(password) }),
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    application_name: "lesson-guard",
    types: numbers(),
  };
  if (password !== undefined) await steadily(async () => makeDatabase(base));
  await steadily(async () => prepared(base));
  const pool = openPool({ ...base, ...WORK, query_timeout: ANSWER_WITHIN_MS, max: CONNECTIONS.all });
  const places = { of: new ConnectionPlaces(CONNECTIONS), withinMs: CONNECT_WITHIN_MS };
  const db = over(new PostgresDialect({ pool }));
  const as = (who: Who): Kysely<Tables> => {
    const acting = over(actingAs(pool, who, places));
    return typeof who === "string" ? acting : acting.withPlugin(new ScopePlugin(who));
  };
  const replica = new Replica(base);
  const watch = new Watch(as, replica);
  try {
    await steadily(async () => replica.open());
    await watch.start();
  } catch (error) {
    await replica.close();
    await db.destroy();
    throw error;
  }
  return {
    db,
    as,
    claiming: sql`for update skip locked`,
    holder: replica.id,
    clock: CLOCK,
    leaseClock: CLOCK,
    latestMoment: async () => {
      const { rows } = await sql<{ now: number }>`select ${CLOCK} as now`.execute(db);
      return rows[0]?.now;
    },
    lock: async (transaction, names) => {
      if (names.length === 0) return;
      // The same order everywhere, so that two changes never wait for each other.
      await sql`select pg_advisory_xact_lock(${ADVISORY.change}::int, name) from
        (select distinct hashtext(one) as name from unnest(${names}::text[]) as one order by 1) as names`.execute(
        transaction,
      );
    },
    sharesCommits: false,
    // Locks make it rare: another version of the program may not take them.
    isConflict: (error) => codeOf(error) === UNIQUE_VIOLATION && constraintOf(error) === "events_key",
    steadily,
    oneAtATime: async (key, work) => replica.oneAtATime(key, work),
    others: watch,
    roomLeft: () => undefined,
    replicas: async () => watch.replicas(),
    scrub: async () => {
      // The pages are cleared; the operator lets the write-ahead log and backups expire.
      await sql`vacuum personal`.execute(db);
    },
    close: async () => {
      await watch.stop();
      await replica.close();
      await db.destroy();
    },
  };
};

/** The driver asks in the middle of signing in. Where there is no answer it leaves the connection as it is: half open. */
const signingIn = (password: () => Promise<string>) =>
  async function (this: Client): Promise<string> {
    try {
      return await password();
    } catch (error) {
      // Else each try would keep one of the server's places until the server gives up, a minute later.
      void this.end();
      throw error;
    }
  };

const UNIQUE_VIOLATION = "23505";

const constraintOf = (error: unknown): unknown => (Object(error) as { constraint?: unknown }).constraint;

/** Moments are kept as bigint, which JavaScript's numbers hold until the year 287396. */
const numbers = (): TypeOverrides => {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, Number);
  return overrides;
};

const openPool = (config: PoolConfig): Pool => {
  const pool = new Pool(config);
  // A broken connection is replaced, and rejects its query where it has one. We listen on the connection too: the pool
  // does not listen to those it has lent, and an error without a listener ends the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
};

const over = (dialect: Dialect): Kysely<Tables> =>
  new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin(), new NulPlugin()] });

/** Without a time limit: another replica may be preparing it, and a large table takes long. */
const prepared = async (base: PoolConfig): Promise<void> => {
  const db = over(new PostgresDialect({ pool: openPool({ ...base, max: 3 }) }));
  try {
    await prepare(db);
  } finally {
    await db.destroy();
  }
};

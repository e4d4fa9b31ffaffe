import { chmodSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { CamelCasePlugin, Kysely, sql } from "kysely";
import { SQLITE_GUARDS } from "../retention/guards.ts";
import { OPEN } from "../work/open-duties.ts";
import { SQLITE_TYPES } from "./column-types.ts";
import { migrate } from "./migrate.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { OpenDatabase } from "./open-database.ts";
import { NO_OTHERS } from "./others.ts";
import { ownFolder, refuseOtherAccount } from "./own-folder.ts";
import type { Tables } from "./schema.ts";
import { ScopePlugin } from "./scope-plugin.ts";
import { steadily } from "./sqlite-away.ts";
import { asDamage, noteProgress, refuseDamaged } from "./sqlite-damage.ts";
import { OwnSqliteDialect } from "./sqlite-dialect.ts";
import { takeLock } from "./sqlite-lock.ts";
import { keepReserve } from "./sqlite-reserve.ts";
import { createScrubber } from "./sqlite-scrub.ts";
import { logSync } from "./sqlite-sync.ts";

/** Kept on a local disk by one instance, or in memory (tests). */
export type SqlitePlace = { readonly dataDir: string };

/**
 * Opens (and where needed makes) the database in `dataDir`; ":memory:" keeps it in memory.
 *
 * @throws RecordInUseError when another process has it open; RecordDamagedError
 */
export const openSqlite = async ({ dataDir }: SqlitePlace): Promise<OpenDatabase> => {
  const inMemory = dataDir === ":memory:";
  if (!inMemory) {
    refuseOtherAccount(dataDir);
    ownFolder(dataDir);
  }
  const lock = inMemory ? undefined : takeLock(dataDir);
  const file = inMemory ? ":memory:" : join(dataDir, "record.sqlite");
  try {
    if (!inMemory) refuseDamaged(file);
    const connection = connect(file);
    const log = inMemory ? undefined : logSync(file);
    const dialect = new OwnSqliteDialect(connection, log?.sync);
    const db = new Kysely<Tables>({
      dialect,
      plugins: [new CamelCasePlugin()],
    });
    await migrate(db, SQLITE_TYPES);
    await refuseRewriting(db);
    await voidLeases(db);
    const ended = inMemory ? () => undefined : await noteProgress(file, async () => newestRow(db));
    const scrubber = createScrubber(connection);
    const reserve = inMemory ? undefined : keepReserve(dataDir);
    return {
      db,
      // This program is the only way to the rows.
      as: (who) => (typeof who === "string" ? db : db.withPlugin(new ScopePlugin(who))),
      // One connection takes one transaction after the other: no other writer is ever in between.
      claiming: sql``,
      holder: null,
      clock: sql<number>`wall_clock()`,
      leaseClock: sql<number>`even_clock()`,
      latestMoment: async () => {
        const { rows } = await sql<{ at: string }>`select at from events order by rowid desc limit 1`.execute(
          db,
        );
        return rows[0] && Date.parse(rows[0].at);
      },
      lock: async () => undefined,
      sharesCommits: true,
      isConflict: () => false,
      steadily: (operation) => steadily(operation, reserve),
      roomLeft: () => reserve?.roomLeft(),
      oneAtATime,
      others: NO_OTHERS,
      replicas: async () => 1,
      scrub: async () => dialect.between(scrubber.scrub),
      close: async () => {
        ended();
        scrubber.stop();
        await db.destroy();
        log?.close();
        lock?.close();
      },
    };
  } catch (error) {
    lock?.close();
    throw asDamage(file, error);
  }
};

/** Through the driver: it answers once that row is on disk. */
const newestRow = async (db: Kysely<Tables>): Promise<number> => {
  const { rows } = await sql<{ newest: number | null }>`select max(rowid) as newest from events`.execute(db);
  return rows[0]?.newest ?? 0;
};

const connect = (file: string): Database.Database => {
  const connection = new Database(file);
  connection.pragma("journal_mode = WAL");
  // What has been acknowledged outlives a power cut: the log is put on disk before that (sqlite-sync.ts).
  connection.pragma("synchronous = NORMAL");
  // 16 MB of changes, not 4: the pages of a busy lesson are copied back a quarter as often.
  connection.pragma("wal_autocheckpoint = 4000");
  // In KiB. Pages of the day would fill the usual 16 MB in the course of it; the system keeps them, too.
  connection.pragma("cache_size = -4000");
  connection.pragma("foreign_keys = ON");
  // Erased personal data is overwritten, not merely unlinked.
  connection.pragma("secure_delete = ON");
  // Without it INSERT OR REPLACE would bypass the delete trigger.
  connection.pragma("recursive_triggers = ON");
  // The same clock as the program's, read again in each query.
  connection.function("wall_clock", () => Date.now());
  // No one can set this clock. Where it began does not matter: no lease outlives the process.
  connection.function("even_clock", () => Math.round(performance.timeOrigin + performance.now()));
  if (file !== ":memory:") chmodSync(file, 0o600);
  return connection;
};

/** The record is append-only for all that writes to it through this schema. */
const refuseRewriting = async (db: Kysely<Tables>): Promise<void> => {
  for (const guard of SQLITE_GUARDS) await sql.raw(guard).execute(db);
};

/** With one instance, the holder of a lease is gone: what was under way is taken up again at once. */
const voidLeases = async (db: Kysely<Tables>): Promise<void> => {
  await db.updateTable("duties").set({ leaseUntil: 0 }).where(OPEN).where("state", "=", "started").execute();
};

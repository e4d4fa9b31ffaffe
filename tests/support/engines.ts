import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import type { RecordPlace } from "../../src/record/record-store.ts";
import { type OpenRecord, openRecord } from "./opened.ts";
import { newDatabase, type TestDatabase } from "./postgres.ts";

/** Every test of the record runs on both engines. */
export const ENGINES = ["SQLite", "PostgreSQL"] as const;
export type Engine = (typeof ENGINES)[number];

/** A place of its own for the record of one test. */
export type Ground = {
  readonly place: RecordPlace;
  /** Opens it; closed again with `remove`, where the test does not. */
  readonly open: () => Promise<OpenRecord>;
  /** What a person with the database and a tool for it can do. Returns the rows of the last statement. */
  readonly run: (...statements: readonly string[]) => Promise<readonly object[]>;
  readonly remove: () => Promise<void>;
};

export const newGround = async (engine: Engine): Promise<Ground> => {
  const { place, run, remove } = engine === "SQLite" ? inFolder() : await inDatabase();
  const opened: OpenRecord[] = [];
  return {
    place,
    run,
    open: async () => {
      const record = await openRecord(place);
      let closing: Promise<void> | undefined;
      const close = async (): Promise<void> => (closing ??= record.close());
      const once = { ...record, close };
      opened.push(once);
      return once;
    },
    remove: async () => {
      for (const record of opened) await record.close();
      await remove();
    },
  };
};

/** Records of the test that is running. */
const fresh: Ground[] = [];

afterEach(async () => {
  for (const ground of fresh.splice(0)) await ground.remove();
});

/** A ground with its record open, gone after the test: for `beforeEach`. */
export const freshGround = async (
  engine: Engine,
): Promise<{ readonly ground: Ground; readonly record: OpenRecord }> => {
  const ground = await newGround(engine);
  fresh.push(ground);
  return { ground, record: await ground.open() };
};

/** Where the record is open in this very process, waiting in SQLite would keep it from ending what it has begun. */
const unlocked = async <T>(work: () => T): Promise<T> => {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== "SQLITE_BUSY") throw error;
    }
    await pause(5);
  }
};

const inFolder = (): Pick<Ground, "place" | "run" | "remove"> => {
  const dataDir = mkdtempSync(join(tmpdir(), "record-"));
  return {
    place: { dataDir },
    run: async (...statements) => {
      const database = new Database(join(dataDir, "record.sqlite"), { timeout: 0 });
      try {
        database.pragma("recursive_triggers = ON");
        let rows: readonly object[] = [];
        for (const statement of statements) {
          rows = await unlocked(() => {
            const prepared = database.prepare<[], object>(statement);
            if (prepared.reader) return prepared.all();
            prepared.run();
            return rows;
          });
        }
        return rows;
      } finally {
        database.close();
      }
    },
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
};

/** Databases of finished tests: emptying one is faster than making a new one. */
const used: TestDatabase[] = [];

afterAll(async () => {
  for (const database of used.splice(0)) await database.remove();
});

const inDatabase = async (): Promise<Pick<Ground, "place" | "run" | "remove">> => {
  const database = used.pop() ?? (await newDatabase());
  let spoilt = false;
  return {
    place: { dataDir: "", databaseUrl: database.url },
    run: async (...statements) => {
      // Whatever it was: no other test should find it.
      spoilt = true;
      return database.run(...statements);
    },
    remove: async () => {
      if (spoilt) return database.remove();
      await empty(database);
      used.push(database);
    },
  };
};

/** Row by row, with no trigger asked: `truncate` makes each table and index anew, for the few rows that a test leaves. */
const EMPTY = `do $$ declare one text; begin
  for one in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
    execute format('delete from %I', one);
  end loop;
  if to_regclass('schools') is not null then insert into schools values ('school'); end if;
end $$`;

const empty = async (database: TestDatabase): Promise<void> => {
  await database.run("set session_replication_role = replica", EMPTY);
};

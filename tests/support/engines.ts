import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openRecord, type Record, type RecordPlace } from "../../src/record/record.ts";
import { newDatabase } from "./postgres.ts";

/** Every test of the record runs on both. */
export const ENGINES = ["SQLite", "PostgreSQL"] as const;
export type Engine = (typeof ENGINES)[number];

/** A place of its own for the record of one test. */
export type Ground = {
  readonly place: RecordPlace;
  /** Opens it; closed again with `remove`, where the test does not. */
  readonly open: () => Promise<Record>;
  /** What somebody can do who has the database and a tool for it. Answers with the last one's rows. */
  readonly run: (...statements: readonly string[]) => Promise<readonly object[]>;
  readonly remove: () => Promise<void>;
};

export const newGround = async (engine: Engine): Promise<Ground> => {
  const { place, run, remove } = engine === "SQLite" ? inFolder() : await inDatabase();
  const opened: Record[] = [];
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

const inFolder = (): Pick<Ground, "place" | "run" | "remove"> => {
  const dataDir = mkdtempSync(join(tmpdir(), "record-"));
  return {
    place: { dataDir },
    run: async (...statements) => {
      const database = new Database(join(dataDir, "record.sqlite"));
      try {
        database.pragma("recursive_triggers = ON");
        let rows: readonly object[] = [];
        for (const statement of statements) {
          const prepared = database.prepare<[], object>(statement);
          if (prepared.reader) rows = prepared.all();
          else prepared.run();
        }
        return rows;
      } finally {
        database.close();
      }
    },
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
};

const inDatabase = async (): Promise<Pick<Ground, "place" | "run" | "remove">> => {
  const { url, run, remove } = await newDatabase();
  return { place: { dataDir: "", databaseUrl: url }, run, remove };
};

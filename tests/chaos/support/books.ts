import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordPlace } from "../../../src/record/record-store.ts";
import { PracticeLesson } from "../../e2e/support/lesson.ts";
import { RecordFile } from "../../e2e/support/record-file.ts";
import type { Engine } from "../../support/engines.ts";
import { newDatabase, type TestDatabase } from "../../support/postgres.ts";

type Row = { readonly [column: string]: unknown };

/** A practice lesson whose record lies in one of the engines, and a look into it past the application. */
export type Books = {
  readonly lesson: PracticeLesson;
  readonly place: RecordPlace;
  readonly rows: (sql: string) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
};

export const openBooks = async (engine: Engine): Promise<Books> =>
  engine === "SQLite" ? onSqlite() : openBooksIn(await newDatabase());

const onSqlite = async (): Promise<Books> => {
  const lesson = await PracticeLesson.begin();
  const file = new RecordFile(lesson.practice);
  return {
    lesson,
    place: { dataDir: lesson.practice.running.dataDir },
    rows: async (sql) => file.rows<Row>(sql),
    close: () => lesson.stop(),
  };
};

/** @param database removed at the end */
export const openBooksIn = async (database: TestDatabase): Promise<Books> => {
  const data = mkdtempSync(join(tmpdir(), "chaos-"));
  const sealKey = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
  writeFileSync(join(data, "postgres.json"), JSON.stringify({ url: database.url, sealKey }));
  const lesson = await PracticeLesson.begin("maths", {
    app: join(import.meta.dirname, "on-postgres.ts"),
    data,
  });
  return {
    lesson,
    place: { dataDir: data, databaseUrl: database.url },
    rows: (sql) => database.run(sql),
    close: async () => {
      await lesson.stop();
      await database.remove();
      rmSync(data, { recursive: true });
    },
  };
};

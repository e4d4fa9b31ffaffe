import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { findPostgres, NO_POSTGRES } from "./find-postgres.ts";

/** A database of one test's own on the PostgreSQL of this run. */
export type TestDatabase = {
  readonly url: string;
  /** Runs statements as the database's owner, whom no trigger stops from taking it off. */
  readonly run: (...statements: readonly string[]) => Promise<readonly globalThis.Record<string, unknown>[]>;
  readonly remove: () => Promise<void>;
};

const STARTED_WITHIN_MS = 60_000;

/** Makes an empty database on `server`; where none is named on that of the run, which the first one starts. */
export const newDatabase = async (at?: string): Promise<TestDatabase> => {
  const server = at ?? (await serverUrl());
  const name = `test_${randomBytes(6).toString("hex")}`;
  await query(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    run: (...statements) => query(url.href, ...statements),
    remove: async () => {
      await query(server, `drop database ${name} with (force)`);
    },
  };
};

const query = async (url: string, ...statements: readonly string[]) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: readonly globalThis.Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
};

const serverUrl = async (): Promise<string> => {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined && given !== "") return given;
  const run = process.env["TEST_RUN"];
  if (run === undefined) throw new Error("tests that need PostgreSQL run under this project's jest.config");
  const home = join(tmpdir(), `lesson-guard-tests-${run}`);
  if (isFirst(home)) start(home, run.split("-")[0] ?? "");
  const until = Date.now() + STARTED_WITHIN_MS;
  for (;;) {
    const [url, failed] = ["url", "failed"].map((file) => textOf(join(home, file)));
    if (failed !== undefined) throw new Error(failed);
    if (url !== undefined && (await answers(url))) return url;
    if (Date.now() > until) throw new Error("PostgreSQL did not start within a minute");
    await pause(50);
  }
};

/** One of the workers starts it: making a folder is something only one can do. */
const isFirst = (home: string): boolean => {
  try {
    mkdirSync(home);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
};

const start = (home: string, run: string): void => {
  const bin = findPostgres();
  if (bin === undefined) {
    writeFileSync(join(home, "failed"), NO_POSTGRES);
    return;
  }
  const keeper = join(import.meta.dirname, "postgres-keeper.ts");
  spawn(process.execPath, [keeper, home, bin, run], { detached: true, stdio: "ignore" }).unref();
};

const textOf = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, "utf8") : undefined;

/** Whether a server takes connections. */
export const answers = async (url: string): Promise<boolean> => {
  try {
    await query(url, "select 1");
    return true;
  } catch (error) {
    // Not listening yet, or still starting.
    const { code } = error as { code?: unknown };
    if (code === "ECONNREFUSED" || code === "57P03" || code === "ECONNRESET") return false;
    throw error;
  }
};

import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client, types } from "pg";
import { findPostgres, NO_POSTGRES } from "../support/find-postgres.ts";
import { answers } from "../support/postgres.ts";
import { makeCluster } from "../support/postgres-cluster.ts";
import { AROUND, pin } from "./machine.ts";
import { endsWithUs } from "./program.ts";

export type Row = Readonly<Record<string, unknown>>;

/** A PostgreSQL of the benchmark's own, which waits for the disk at each commit. */
export type Database = {
  readonly url: string;
  readonly pid: number;
  /** As its owner, whom nothing keeps from any row. */
  readonly run: (statement: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  readonly stop: () => Promise<void>;
};

const READY_WITHIN_MS = 60_000;

/** On the disk: what is in memory need not wait for one. */
export const newFolder = (): string =>
  mkdtempSync(join(process.env["BENCH_DIR"] || tmpdir(), "lesson-guard-bench-"));

export const startDatabase = async (): Promise<Database> => {
  const bin = findPostgres();
  if (bin === undefined) throw new Error(NO_POSTGRES);
  const folder = newFolder();
  // PostgreSQL runs as a user of its own where this runs as root.
  chmodSync(folder, 0o711);
  const cluster = await makeCluster(bin, join(folder, "postgres"), true);
  const server = cluster.start();
  endsWithUs(server);
  pin(server.pid ?? 0, AROUND);
  const client = new Client({ connectionString: cluster.url });
  const stop = async (): Promise<void> => {
    await client.end().catch(() => undefined);
    if (server.exitCode === null) {
      server.kill("SIGINT");
      await once(server, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const from = performance.now(); !(await answers(cluster.url)); await pause(50))
      if (performance.now() - from > READY_WITHIN_MS) throw new Error("PostgreSQL does not start");
    // All of its numbers are far below 2^53.
    client.setTypeParser(types.builtins.INT8, Number);
    await client.connect();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: cluster.url,
    pid: server.pid ?? 0,
    run: async (statement, values = []) => (await client.query<Row>(statement, [...values])).rows,
    stop,
  };
};

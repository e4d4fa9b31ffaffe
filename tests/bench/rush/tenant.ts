import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { environmentFor } from "../../../src/practice/app/environment.ts";
import { freePort } from "../../../src/practice/app/free-port.ts";
import type { Running } from "../../../src/practice/practice.ts";
import { schoolFile } from "../../../src/practice/school/school-file.ts";
import { type Database, newFolder, startDatabase } from "../database.ts";
import { fetchOnce } from "../fetch-once.ts";
import { AROUND, MEASURED, pin } from "../machine.ts";
import { endsWithUs, ROOT } from "../program.ts";
import { type Door, openDoor } from "./door.ts";

/** Teachers with a chat and a meeting of their own. */
export const TEACHERS = 500;
const SLOW_START_MS = 300_000;

/** Microsoft's tenant as practice plays it, a PostgreSQL of its own that waits for the disk, and a balancer. */
export type Tenant = {
  readonly door: Door;
  /** One of practice's controls: a GET without a body. */
  readonly control: <Answer>(path: string, body?: object) => Promise<Answer>;
  /** A request of a person's panel, through the balancer. */
  readonly ask: <Answer>(person: string, path: string, body?: object) => Promise<Answer>;
  /** Starts so many instances of the application; those of before have been stopped. */
  readonly replicas: (many: number) => Promise<Replicas>;
  readonly database: Database;
  readonly stop: () => Promise<void>;
};

export type Replicas = { readonly pids: readonly number[]; readonly stop: () => Promise<void> };

export const openTenant = async (): Promise<Tenant> => {
  const folder = newFolder();
  const database = await startDatabase();
  const door = await openDoor();
  const practice = spawn(
    process.execPath,
    [
      "dist/cloud/main.mjs",
      "--port",
      "0",
      "--json",
      "--at-once",
      "--app-url",
      `http://127.0.0.1:${door.port}`,
    ],
    {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, PRACTICE_TEACHERS: String(TEACHERS) },
    },
  );
  endsWithUs(practice);
  pin(practice.pid ?? 0, AROUND);
  const stop = async (): Promise<void> => {
    if (practice.exitCode === null) {
      practice.kill("SIGTERM");
      await once(practice, "exit");
    }
    door.close();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const practised = await said(practice);
    const schoolFilePath = join(folder, "school.json");
    writeFileSync(schoolFilePath, JSON.stringify(schoolFile()));
    return {
      door,
      database,
      stop,
      ...speaking(practised, door),
      replicas: starting(practised, database.url, { door, folder, schoolFilePath }),
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

const said = (child: ChildProcess): Promise<Running> =>
  new Promise((ready, failed) => {
    let words = "";
    child.once("exit", (code) => failed(new Error(`practice ended with ${code}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      words += chunk.toString();
      const line = /^\{.*\}$/m.exec(words)?.[0];
      if (line !== undefined) ready(JSON.parse(line) as Running);
    });
  });

export const until = async (
  what: string,
  look: () => Promise<boolean>,
  withinMs = SLOW_START_MS,
): Promise<void> => {
  for (const from = performance.now(); performance.now() - from < withinMs; await pause(50))
    if (await look()) return;
  throw new Error(`it does not come to it: ${what}`);
};

const speaking = (practised: Running, door: Door): Pick<Tenant, "control" | "ask"> => {
  const answered = async <Answer>(response: Awaited<ReturnType<typeof fetchOnce>>): Promise<Answer> => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const sending = (body?: object) =>
    body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const control = async <Answer>(path: string, body?: object): Promise<Answer> =>
    answered(await fetchOnce(`${practised.gateway}/practice/${path}`, sending(body)));
  const tokens = new Map<string, string>();
  const tokenOf = async (person: string): Promise<string> => {
    const known =
      tokens.get(person) ?? (await control<{ token: string }>("tokens", { kind: "panel", person })).token;
    tokens.set(person, known);
    return known;
  };
  return {
    control,
    ask: async <Answer>(person: string, path: string, body?: object): Promise<Answer> => {
      const asked = sending(body);
      const headers = { ...asked.headers, authorization: `Bearer ${await tokenOf(person)}` };
      return answered(await fetchOnce(`http://127.0.0.1:${door.port}${path}`, { ...asked, headers }));
    },
  };
};

type Place = { readonly door: Door; readonly folder: string; readonly schoolFilePath: string };

const starting = (practised: Running, database: string, { door, folder, schoolFilePath }: Place) => {
  const sealKey = generateKeyPairSync("ed25519")
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
  return async (many: number): Promise<Replicas> => {
    const ports = await Promise.all(Array.from({ length: many }, async () => freePort()));
    const children = ports.map((port) => {
      const environment = environmentFor(
        practised,
        new URL(`http://127.0.0.1:${port}`),
        practised.botPassword,
        join(folder, `data-${port}`),
        schoolFilePath,
        practised.certificateFile,
        practised.metricsToken,
      );
      const log = openSync(join(folder, `replica-${port}.log`), "a");
      const child = spawn(process.execPath, ["dist/program/main.mjs"], {
        cwd: ROOT,
        stdio: ["ignore", log, log],
        env: { PATH: process.env["PATH"], ...environment, DATABASE_URL: database, SEAL_KEY: sealKey },
      });
      endsWithUs(child);
      pin(child.pid ?? 0, MEASURED);
      return child;
    });
    const stop = async (): Promise<void> => {
      await Promise.all(
        children.map(async (child) => {
          if (child.exitCode !== null) return;
          child.kill("SIGTERM");
          await once(child, "exit");
        }),
      );
    };
    try {
      for (const port of ports) await until("a replica is healthy", () => healthy(port));
    } catch (error) {
      await stop();
      throw error;
    }
    door.lead(ports);
    return { pids: children.map(({ pid = 0 }) => pid), stop };
  };
};

const healthy = async (port: number): Promise<boolean> => {
  try {
    return (await fetchOnce(`http://127.0.0.1:${port}/health`)).ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
};

import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../../src/practice/app/free-port.ts";
import { PROGRAM } from "../../support/program.ts";

// Stands where practice expects the application: two replicas of it on one PostgreSQL, each request to
// the next of them. `database-url` in DATA_DIR names the database; `replicas.json` there tells who runs.

const { DATA_DIR = "", HOST = "127.0.0.1", PORT = "0" } = process.env;

/** One for all replicas, as it would be in their settings. */
const SEAL_KEY = generateKeyPairSync("ed25519")
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

type Replica = { readonly port: number; readonly process: ChildProcess };

const start = async (name: string): Promise<Replica> => {
  const port = await freePort();
  const database = new URL(readFileSync(join(DATA_DIR, "database-url"), "utf8"));
  database.searchParams.set("application_name", name);
  const env = { ...process.env, PORT: String(port), DATABASE_URL: database.href, SEAL_KEY };
  return { port, process: spawn(process.execPath, [fileURLToPath(PROGRAM)], { env, stdio: "inherit" }) };
};

const healthy = async ({ port }: Replica): Promise<void> => {
  for (;;) {
    try {
      if ((await fetch(`http://${HOST}:${port}/health`)).ok) return;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await pause(50);
  }
};

const replicas = await Promise.all([start("replica 0"), start("replica 1")]);
let turn = 0;

/** To the next replica; to the one after if that is not there (it cannot have begun then). */
const pass = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
  const body = await buffer(from);
  turn += 1;
  for (let n = 0; n < replicas.length; n += 1) {
    const replica = replicas[(turn + n) % replicas.length];
    if (replica !== undefined && (await forward(from, body, replica, to))) return;
  }
  to.writeHead(502).end();
};

/** False where no program listens there. */
const forward = (
  from: IncomingMessage,
  body: Buffer,
  { port }: Replica,
  to: ServerResponse,
): Promise<boolean> =>
  new Promise((passed) => {
    const { method, url, headers } = from;
    const onward = request({ agent: false, host: HOST, port, method, path: url, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(to);
      answer.on("error", () => to.destroy());
      passed(true);
    });
    onward.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ECONNREFUSED") to.destroy();
      passed(error.code !== "ECONNREFUSED");
    });
    to.on("close", () => onward.destroy());
    onward.end(body);
  });

const stop = (): void => {
  for (const replica of replicas) replica.process.kill("SIGTERM");
};

process.once("SIGTERM", () => {
  stop();
  process.exit(0);
});
process.once("exit", () => {
  for (const replica of replicas) replica.process.kill("SIGKILL");
});
await Promise.all(replicas.map(healthy));
writeFileSync(join(DATA_DIR, "replicas.json"), JSON.stringify(replicas.map((one) => one.process.pid)));
createServer((from, to) => {
  pass(from, to).catch(() => to.destroy());
}).listen(Number(PORT), HOST);

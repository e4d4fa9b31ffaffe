import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import tls from "node:tls";
import restify, { type Server } from "restify";
import { type App, startApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config.ts";
import { startPractice } from "../../src/practice/practice.ts";
import type { RecordPlace } from "../../src/record/record-store.ts";
import { PracticeClient } from "../e2e/support/practice.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/**
 * Makes this whole process trust one certificate more, as NODE_EXTRA_CA_CERTS does for a program of its own.
 * Each practice has another one under the same name: only the newest is trusted.
 */
const trust = (certificate: string): void => {
  trusted?.mockRestore();
  const { createSecureContext } = tls;
  trusted = jest.spyOn(tls, "createSecureContext").mockImplementation((options) => {
    const made = createSecureContext(options);
    (made.context as { addCACert: (certificate: string) => void }).addCACert(certificate);
    return made;
  });
};
let trusted: jest.SpyInstance | undefined;

const SEAL_KEY = generateKeyPairSync("ed25519").privateKey;

export const METRICS_TOKEN = "for whoever keeps it running";

export type InProcess = {
  readonly practice: PracticeClient;
  /** The application's own server: what can be reached is read off its router. */
  readonly server: Server;
  /** The settings that the application was started with last. */
  readonly settings: () => Readonly<Record<string, string>>;
  /** The clock has been moved: work that is due is looked for at once, not within a second. */
  readonly wake: () => void;
};

/**
 * Practice and the whole application in this process, over real HTTP: so that a test can stop the
 * clock for both, and can look into the router. `practice.stop` stops both.
 * @param bare a tenant in which nothing has been set up
 */
export const startInProcess = async (
  place: RecordPlace,
  settings: Readonly<Record<string, string>> = {},
  bare = false,
): Promise<InProcess> => {
  const folder = mkdtempSync(join(tmpdir(), "in-process-"));
  const made = jest.spyOn(restify, "createServer");
  let app: App | undefined;
  let given: Readonly<Record<string, string>> = {};
  const run = async (environment: Readonly<Record<string, string>>): Promise<void> => {
    const certificate = readFileSync(environment["NODE_EXTRA_CA_CERTS"] ?? "", "utf8");
    trust(certificate);
    const { databaseUrl, dataDir } = place;
    const database = {
      SEAL_KEY: SEAL_KEY.export({ type: "pkcs8", format: "pem" }).toString(),
      ...(databaseUrl === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: databaseUrl }),
    };
    // Hundreds of intended refusals need not be among what the tests print.
    const own = { METRICS_TOKEN, SECURITY_LOG_FILE: join(folder, "security.log") };
    given = { ...environment, ...database, ...own, ...settings };
    app = await startApp({
      config: readConfig(given),
      root: ROOT,
      version: "test",
      // A test that stops the process's clock stops the application's.
      clock: { now: () => Date.now(), follow: () => undefined },
    });
  };
  const { running, stop } = await startPractice({
    port: 0,
    app: { run },
    folder,
    dataDir: join(folder, "data"),
    pages: join(ROOT, "dist/practice"),
    bare,
  });
  const server = made.mock.results[0]?.value as Server;
  made.mockRestore();
  const practice = new PracticeClient(running, async () => {
    await app?.stop();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { practice, server, settings: () => given, wake: () => app?.wake() };
};

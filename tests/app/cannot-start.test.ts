import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startApp } from "../../src/app/app.ts";
import { CannotStart, saysItself } from "../../src/app/cannot-start.ts";
import { readConfig } from "../../src/config.ts";
import { newDatabase } from "../support/postgres.ts";

const SEAL_KEY = "MC4CAQAwBQYDK2VwBCIEIHzo6p9+TP1BUEi6MVYmtxMK1hnsuPTowGQc+hJkT+Bm";
const PASSWORD = "pw-that-nobody-may-read";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cannot-start-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the program prints of a start with these settings that is refused. */
const refusal = async (settings: Readonly<Record<string, string>>): Promise<string> => {
  const started = startApp({
    config: readConfig({
      BOT_ID: "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60",
      BOT_TENANT_ID: "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01",
      TEAMS_APP_ID: "5d2b7a90-4c1e-4f38-9b6d-7e8f9a0b1c2d",
      BOT_PASSWORD: PASSWORD,
      PUBLIC_URL: "https://lessons.oakfield.example/",
      PORT: "0",
      HOST: "127.0.0.1",
      // One of its own each time: a start that was refused in this process keeps its record open.
      DATA_DIR: mkdtempSync(join(folder, "data-")),
      SECURITY_LOG_FILE: join(folder, "security.log"),
      SEAL_KEY,
      ...settings,
    }),
    root: resolve(__dirname, "../.."),
    version: "1.2.3",
  });
  const error: unknown = await started.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("it started");
  expect([error.message, saysItself(error)]).toEqual([error.message, true]);
  expect(error.message).not.toContain(PASSWORD);
  return error.message;
};

const given = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe("a start that is refused says in one sentence what could not be done, by which setting, and why", () => {
  it.each([
    ["is a file", () => given("file", ""), "it is a file, not a folder (EEXIST)"],
    [
      "lies in a file",
      () => join(given("other", ""), "data"),
      "part of the path is a file, not a folder (ENOTDIR)",
    ],
  ])("names DATA_DIR if it %s", async (_, path, why) => {
    expect(await refusal({ DATA_DIR: path() })).toBe(
      `The record cannot be opened. Look at DATA_DIR: ${why}.`,
    );
  });

  it("DATA_DIR that may not be written", async () => {
    const closed = join(folder, "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    // No folder is closed to root, but for those that the system makes itself.
    const at = process.getuid?.() === 0 ? "/sys/lesson-guard" : join(closed, "data");
    expect(await refusal({ DATA_DIR: at })).toMatch(
      /^The record cannot be opened\. Look at DATA_DIR: the account that runs Lesson Guard is not allowed to \((EACCES|EPERM)\)\.$/,
    );
  });

  it.each([
    ["is not there", () => join(folder, "nothing.json"), "it is not there (ENOENT)"],
    ["is a folder", () => folder, "it is a folder, not a file (EISDIR)"],
  ])("names SCHOOL_FILE if it %s", async (_, path, why) => {
    expect(await refusal({ SCHOOL_FILE: path() })).toBe(
      `The school's settings cannot be read. Look at SCHOOL_FILE: ${why}.`,
    );
  });

  it("SCHOOL_FILE that is no JSON", async () => {
    expect(await refusal({ SCHOOL_FILE: given("school.json", "{") })).toBe(
      "The school file is not valid JSON.",
    );
  });

  it("names HOST if it is not an address of this machine", async () => {
    expect(await refusal({ HOST: "192.0.2.1" })).toBe(
      "Lesson Guard cannot listen. Look at PORT and HOST: this machine has no such address (EADDRNOTAVAIL).",
    );
  });

  it("names PORT if another program has it", async () => {
    const other = createServer();
    await new Promise<void>((ready) => {
      other.listen(0, "127.0.0.1", ready);
    });
    const { port } = other.address() as { port: number };
    expect(await refusal({ PORT: String(port) })).toBe(
      "Lesson Guard cannot listen. Look at PORT and HOST: another program listens there already (EADDRINUSE).",
    );
    await new Promise((closed) => other.close(closed));
  });

  it("names BOT_CERTIFICATE_FILE if it only looks like a certificate", async () => {
    const pem =
      "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n";
    expect(await refusal({ BOT_PASSWORD: "", BOT_CERTIFICATE_FILE: given("bot.pem", pem) })).toMatch(
      /^The bot's certificate cannot be read\. Look at BOT_CERTIFICATE_FILE: the cause is ERR_OSSL/,
    );
  });

  it("names SEAL_KEY if it is not a key", async () => {
    expect(await refusal({ SEAL_KEY: "abc" })).toMatch(/^SEAL_KEY must be an Ed25519 private key/);
  });

  it("names DATABASE_URL if nothing answers there", async () => {
    expect(await refusal({ DATABASE_URL: `postgres://lg:${PASSWORD}@127.0.0.1:1/record` })).toBe(
      "The record cannot be opened. Look at DATABASE_URL: nothing answers there (ECONNREFUSED).",
    );
  });

  it("DATABASE_URL of no such user, of no such database, and of a user who may make no table", async () => {
    const database = await newDatabase();
    const role = `lg_${Date.now()}`;
    await database.run(`create role ${role} login password '${PASSWORD}'`);
    const at = (change: (url: URL) => void): string => {
      const url = new URL(database.url);
      change(url);
      return url.href;
    };
    const opened = "The record cannot be opened. Look at DATABASE_URL";
    const noDatabase = at((url) => {
      url.pathname = "/no_such_database";
    });
    expect(await refusal({ DATABASE_URL: noDatabase })).toBe(
      `${opened}: there is no database of this name (3D000).`,
    );
    const noUser = at((url) => {
      url.username = "no_such_user";
      url.password = PASSWORD;
    });
    expect(await refusal({ DATABASE_URL: noUser })).toMatch(
      /the user or the password is wrong \(28P01\)|does not let this user sign in \(28000\)/,
    );
    const noRight = at((url) => {
      url.username = role;
      url.password = PASSWORD;
    });
    expect(await refusal({ DATABASE_URL: noRight })).toMatch(/allowed|may|role/i);
    await database.run(`drop role ${role}`);
    await database.remove();
  });
});

it("the cause stays with the error", () => {
  expect(new CannotStart("so", { cause: 1 }).cause).toBe(1);
});

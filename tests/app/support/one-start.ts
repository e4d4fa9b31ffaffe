import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startApp } from "../../../src/app/app.ts";
import { failureWords, saysItself } from "../../../src/app/cannot-start.ts";
import { readConfig } from "../../../src/config.ts";
import { standBetween } from "../../support/between.ts";
import { newDatabase, type TestDatabase } from "../../support/postgres.ts";
import { WITH_PASSWORD } from "../../support/postgres-cluster.ts";

export const SEAL_KEY = "MC4CAQAwBQYDK2VwBCIEIHzo6p9+TP1BUEi6MVYmtxMK1hnsuPTowGQc+hJkT+Bm";
export const SECRET = "pw-that-no-one-may-read";
export const GUID = "5d2b7a90-4c1e-4f38-9b6d-7e8f9a0b1c2d";

/** The settings of one start, before any is changed. */
export type Values = Readonly<Record<string, string | undefined>>;

/** Where starts of one file happen: a folder and a database of their own. */
export type Place = {
  readonly folder: string;
  readonly settingsWith: (changed: Values) => Values;
  /** What the program prints where it does not start. */
  readonly refusal: (changed: Values) => Promise<string>;
  /** A file with this content. */
  readonly given: (name: string, content: string) => string;
  /** A file that this account may not read. */
  readonly closedFile: () => string;
  /** A path in a folder that this account may not write. */
  readonly inClosedFolder: () => string;
  /** The database's address, changed. */
  readonly at: (parts: Partial<Pick<URL, "pathname" | "username" | "password" | "search">>) => string;
  readonly remove: () => Promise<void>;
};

const SUFFIX = `${process.pid}_${Date.now()}`;
/** A user of the database who has to give a password, which is `SECRET`. */
export const SIGNS_IN = `signs_in_${SUFFIX}`;
/** A user of the database who may not even make a table. */
export const NO_RIGHTS = `no_rights_${SUFFIX}`;

const prepared = async (): Promise<TestDatabase> => {
  const database = await newDatabase();
  await database.run(
    `do $$ begin create role ${WITH_PASSWORD} nologin; exception when duplicate_object then null; end $$`,
    `create role ${SIGNS_IN} login password '${SECRET}' in role ${WITH_PASSWORD}`,
    `create role ${NO_RIGHTS} login`,
    // A server that says of itself that it is old: no older one is at hand.
    "create schema older",
    `create function older.current_setting(name text) returns text language sql
      as $$ select case name when 'server_version_num' then '130014' else '13.14' end $$`,
  );
  return database;
};

const isRoot = process.getuid?.() === 0;

export const attempt = async (settings: Values) =>
  startApp({
    config: readConfig(settings),
    root: resolve(import.meta.dirname, "../../.."),
    version: "1.2.3",
  });

export const makePlace = async (): Promise<Place> => {
  const folder = mkdtempSync(join(tmpdir(), "settings-"));
  const database = await prepared();
  // A program that gives up in the middle of signing in would keep the server waiting for it, and the end of the test.
  const between = await standBetween(Number(new URL(database.url).port));
  const given = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const settingsWith = (changed: Values): Values => ({
    BOT_ID: "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60",
    BOT_TENANT_ID: "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01",
    TEAMS_APP_ID: GUID,
    BOT_PASSWORD: SECRET,
    PUBLIC_URL: "https://lessons.oakfield.example/",
    PORT: "0",
    HOST: "127.0.0.1",
    // No one listens there: Microsoft is never asked.
    ENTRA_ENDPOINT: "https://127.0.0.1:1",
    GRAPH_ENDPOINT: "https://127.0.0.1:1",
    // One of its own each time: a start that was refused in this process keeps its record open.
    DATA_DIR: mkdtempSync(join(folder, "data-")),
    SECURITY_LOG_FILE: join(folder, "security.log"),
    SEAL_KEY,
    ...changed,
  });
  return {
    folder,
    given,
    settingsWith,
    refusal: async (changed) => {
      const error: unknown = await attempt(settingsWith(changed)).then(
        () => new Error("it started"),
        (reason: unknown) => reason,
      );
      expect([failureWords(error), saysItself(error)]).toEqual([failureWords(error), true]);
      return failureWords(error);
    },
    closedFile: () => {
      // No file is closed to root but those that the system makes itself, to be written only.
      if (isRoot) return `/sys/bus/${readdirSync("/sys/bus")[0]}/uevent`;
      const path = given("closed", "");
      chmodSync(path, 0);
      return path;
    },
    inClosedFolder: () => {
      if (isRoot) return "/sys/lesson-guard";
      const closed = join(folder, "closed-folder");
      mkdirSync(closed, { recursive: true });
      chmodSync(closed, 0o500);
      return join(closed, "inside");
    },
    at: (parts) => Object.assign(new URL(database.url), { port: String(between.port) }, parts).href,
    remove: async () => {
      between.stop();
      await database.run(`drop role ${SIGNS_IN}`, `drop role ${NO_RIGHTS}`);
      await database.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

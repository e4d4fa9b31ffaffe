import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { failureWords, startStep } from "../../src/app/cannot-start.ts";
import { placeOf } from "../../src/app/database-sign-in.ts";
import { RecordAwayError } from "../../src/record/engine/away.ts";
import { openRecordStore } from "../../src/record/record-store.ts";
import { standBetween } from "../support/between.ts";
import { newDatabase, type TestDatabase } from "../support/postgres.ts";
import { WITH_PASSWORD } from "../support/postgres-cluster.ts";

const IDENTITY = "c0ffee00-4c1e-4f38-9b6d-7e8f9a0b1c2d";
const HEADER = "853b9a84-5bfa-4b22-a3f3-0b9a43d9ad8a";
const TOKEN = "eyJ0eXAiOiJKV1Qi.stands-for-a-token.of-two-thousand-letters";
const USER = `identity_${process.pid}_${Date.now()}`;

/** What App Service answers a program that asks for a token of its identity. */
const azure = (refuses: () => boolean, asked: URL[]) =>
  createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    asked.push(url);
    const mine =
      request.headers["x-identity-header"] === HEADER && url.searchParams.get("client_id") === IDENTITY;
    if (refuses() || !mine) {
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ statusCode: 400, message: "No User Assigned Managed Identity found" }));
      return;
    }
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        access_token: TOKEN,
        expires_on: String(Math.floor(Date.now() / 1000) + 24 * 3600),
        resource: url.searchParams.get("resource"),
        token_type: "Bearer",
        client_id: IDENTITY,
      }),
    );
  });

describe("a managed identity signs in to the database, and there is no password", () => {
  let database: TestDatabase;
  let refuses = false;
  const asked: URL[] = [];
  const server = azure(() => refuses, asked);
  const before = { ...process.env };

  beforeAll(async () => {
    database = await newDatabase();
    await database.run(
      `do $$ begin create role ${WITH_PASSWORD} nologin; exception when duplicate_object then null; end $$`,
      // As in Azure: the identity may make databases and roles, and its password is a token.
      `create role ${USER} login createdb createrole password '${TOKEN}' in role ${WITH_PASSWORD}`,
    );
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    process.env["IDENTITY_ENDPOINT"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`;
    process.env["IDENTITY_HEADER"] = HEADER;
  });
  afterAll(async () => {
    process.env = before;
    server.close();
    await database.run(`drop database if exists ${USER} with (force)`, `drop role ${USER}`);
    await database.remove();
  });

  const at = (name: string): string => {
    const url = new URL(database.url);
    url.username = USER;
    url.pathname = `/${name}`;
    return url.href;
  };

  it("makes its own database at the first start, and finds it at the next", async () => {
    for (const _start of ["first", "next"]) {
      const place = placeOf({ dataDir: "", databaseUrl: at(USER), databaseIdentity: IDENTITY });
      const records = await openRecordStore(place);
      expect(await records.serviceUrl()).toBeUndefined();
      await records.close();
    }
    const [{ owner } = { owner: undefined }] = await database.run(
      `select pg_get_userbyid(datdba) as owner from pg_database where datname = '${USER}'`,
    );
    expect(owner).toBe(USER);
    expect(asked[0]?.searchParams.get("resource")).toBe("https://ossrdbms-aad.database.windows.net");
    // Kept until it ends, though each connection reads it.
    expect(asked).toHaveLength(1);
  });

  it("says so in a sentence where the identity gives no token", async () => {
    refuses = true;
    const between = await standBetween(Number(new URL(database.url).port));
    const other = IDENTITY.replace("c0ffee", "000000");
    const there = new URL(at(USER));
    there.port = String(between.port);
    const place = placeOf({ dataDir: "", databaseUrl: there.href, databaseIdentity: other });
    const opening = startStep("The record cannot be opened", "DATABASE_URL", () => openRecordStore(place));
    await expect(opening.catch((error: unknown) => failureWords(error))).resolves.toBe(
      "The record cannot be opened. Look at DATABASE_URL: the managed identity in DATABASE_IDENTITY gives no token (NO_TOKEN).",
    );
    // A program that leaves them half open has soon used up all that the server has.
    while (between.open() > 0) await pause(20);
    expect(between.endedBy.length).toBeGreaterThan(1);
    expect(new Set(between.endedBy)).toEqual(new Set(["program"]));
    between.stop();
  });

  it("leaves no connection half open while there is no token, and goes on once there is one", async () => {
    const between = await standBetween(Number(new URL(database.url).port));
    const there = new URL(at(USER));
    there.port = String(between.port);
    let away = false;
    const databasePassword = async (): Promise<string> => {
      if (away) throw new RecordAwayError();
      return TOKEN;
    };
    const records = await openRecordStore({ dataDir: "", databaseUrl: there.href, databasePassword });
    away = true;
    await database.run(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${USER}'`);
    for (const _try of Array.from({ length: 5 }))
      await expect(records.serviceUrl()).rejects.toMatchObject({ code: "storage-away" });
    const before = between.endedBy.length;
    // One may be under way at any time: the program goes on trying by itself.
    while (between.open() > 1) await pause(20);
    // A program that leaves them half open has soon used up all that the server has.
    expect(between.endedBy.slice(before).filter((by) => by === "server")).toEqual([]);
    away = false;
    expect(await records.serviceUrl()).toBeUndefined();
    await records.close();
    between.stop();
  });
});

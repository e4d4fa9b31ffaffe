import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join, resolve } from "node:path";
import { failureWords, startStep } from "../../src/app/cannot-start.ts";
import { startWarnings } from "../../src/app/start-warnings.ts";
import { ConfigError, readConfig, SETTINGS } from "../../src/config.ts";
import type { Case } from "./support/case.ts";
import { attempt, GUID, makePlace, type Place, SEAL_KEY, SECRET, type Values } from "./support/one-start.ts";
import { OPENED, REFERENCE, TABLE } from "./support/table-of-settings.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace();
});
afterAll(async () => place.remove());

const CASES = Object.entries(TABLE).flatMap(([setting, row]) =>
  Object.entries(row).flatMap(([what, cases]) =>
    (Array.isArray(cases) ? (cases as readonly Case[]) : [cases as Case]).map((one) => ({
      setting,
      what,
      one,
    })),
  ),
);

it("the table has every setting", () => {
  expect(Object.keys(TABLE).toSorted()).toEqual(SETTINGS.toSorted());
});

describe("a start that is refused says in one sentence what could not be done, by which setting, and why", () => {
  const refused = CASES.flatMap(({ setting, what, one }) => ("says" in one ? [{ setting, what, one }] : []));

  it.each(refused)("refuses $setting $what", async ({ setting, one }) => {
    const { set, and = {}, says: words } = one;
    const withFolder = join(place.folder, "with-a-folder-for-a-key");
    mkdirSync(join(withFolder, "seal-key.pem"), { recursive: true });
    const around = and["DATA_DIR"] === undefined ? and : { ...and, DATA_DIR: withFolder };
    const value = typeof set === "function" ? set(place) : set;
    const said = await place.refusal({
      ...around,
      ...(set === undefined ? { [setting]: "" } : { [setting]: value }),
    });
    if (typeof words === "string") expect(said).toBe(words);
    else expect(said).toMatch(words);
    expect(said).toContain(setting);
    expect(said.split("\n")).toHaveLength(1);
    expect(said).not.toContain(SECRET);
    expect(said).not.toContain(SEAL_KEY);
  });

  it("says where another program listens there already", async () => {
    const other = createServer();
    await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
    const { port } = other.address() as AddressInfo;
    expect(await place.refusal({ PORT: String(port) })).toBe(
      "Lesson Guard cannot listen. Look at PORT and HOST: another program listens there already (EADDRINUSE).",
    );
    await new Promise((closed) => other.close(closed));
  });

  it("says where the database's port is another kind of server's", async () => {
    const other = createServer((socket) => {
      socket.write("HTTP/1.1 400 Bad Request\r\n\r\n", () => socket.destroy());
    });
    await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
    const { port } = other.address() as AddressInfo;
    expect(await place.refusal({ DATABASE_URL: `postgres://lg:${SECRET}@127.0.0.1:${port}/record` })).toBe(
      `${OPENED} what answers there is not PostgreSQL, or ended the connection (NO_POSTGRESQL).`,
    );
    await new Promise((closed) => other.close(closed));
  });

  it("names every setting that is wrong, each in a sentence of its own", () => {
    const wrong = { BOT_PASSWORD: REFERENCE, SEAL_KEY: REFERENCE, PORT: "x", SMTP_URL: "y" };
    expect(() => readConfig(place.settingsWith(wrong))).toThrow(ConfigError);
    try {
      readConfig(place.settingsWith(wrong));
    } catch (error) {
      expect(
        failureWords(error)
          .split("\n")
          .map((line) => line.split(" ")[0]),
      ).toEqual(["BOT_PASSWORD", "SEAL_KEY", "PORT", "SMTP_URL"]);
    }
  });

  it("says of a fault that no setting explains where it was, with none of its words", () => {
    const words = failureWords(new TypeError(`no such thing as ${SECRET}`));
    expect(words).toMatch(
      /^Lesson Guard cannot start, and it is not known which setting is the cause: TypeError\. .*\n\{"error":"TypeError","frames":\[/,
    );
    expect(words).not.toContain(SECRET);
  });
});

describe("a program of its own prints the same sentence on standard error, and no stack", () => {
  const printed = (program: string, changed: Values, ...args: readonly string[]) => {
    const { SECURITY_LOG_FILE: _file, ...env } = place.settingsWith(changed);
    const run = spawnSync(process.execPath, [resolve(import.meta.dirname, "../../src", program), ...args], {
      env: JSON.parse(JSON.stringify(env)),
      encoding: "utf8",
    });
    return [run.status, run.stderr];
  };

  it("is the application", () => {
    expect(printed("main.ts", { DATA_DIR: place.given("no-folder", "") })).toEqual([
      1,
      "The record cannot be opened. Look at DATA_DIR: it is a file, not a folder (EEXIST).\n",
    ]);
  });

  it("is a command on the record", () => {
    const [status, said] = printed(
      "app/restore.ts",
      { DATA_DIR: place.given("a-file", "") },
      place.given("copy", ""),
    );
    expect([status, said]).toEqual([
      1,
      "This cannot be done. Look at DATABASE_URL and DATA_DIR: it is a file, not a folder (EEXIST).\n",
    ]);
  });
});

describe("a start that misses something says so in the log", () => {
  const started = CASES.flatMap(({ setting, what, one }) => ("warns" in one ? [{ setting, what, one }] : []));
  const whole = {
    ADMIN_GROUP_ID: GUID,
    TEAMS_CATALOG_ID: GUID,
    METRICS_TOKEN: "made-at-random-and-long-enough",
    BOT_PASSWORD_ENDS: "2099-01-14",
  };
  const warningsWith = (changed: Values): readonly string[] =>
    startWarnings(readConfig(place.settingsWith({ ...whole, ...changed })), false);

  it.each(started)("starts with $setting $what", ({ setting, one }) => {
    const warnings = warningsWith({ ...one.and, [setting]: one.set ?? "" });
    expect(warnings).toEqual(one.warns === "nothing" ? [] : [expect.stringContaining(one.warns)]);
  });

  it("says that DATA_DIR cannot be written, beside a database that holds the record", () => {
    const dataDir = place.inClosedFolder();
    expect(warningsWith({ DATABASE_URL: "postgres://lg@localhost/lg", DATA_DIR: dataDir })).toEqual([
      expect.stringMatching(
        /^The newest seals cannot be remembered: .* Look at DATA_DIR: .*\((EACCES|EPERM)\)\.$/,
      ),
    ]);
  });

  it("starts all the same with everything that is asked only later pointing at nothing", async () => {
    const later = Object.fromEntries(
      started.flatMap(({ setting, what, one }) =>
        what === "pointing at nothing" && one.set !== undefined ? [[setting, one.set]] : [],
      ),
    );
    expect(Object.keys(later).length).toBeGreaterThan(5);
    const app = await attempt(place.settingsWith(later));
    const { status } = await fetch(`http://127.0.0.1:${app.port}/health`);
    expect(status).toBe(200);
    await app.stop();
  });
});

it("a port that the account may not listen on is said like the rest, and the cause stays with the error", async () => {
  const closed = Object.assign(new Error(`listen EACCES: permission denied 0.0.0.0:80 ${SECRET}`), {
    code: "EACCES",
  });
  const listening = startStep("Lesson Guard cannot listen", "PORT and HOST", () => Promise.reject(closed));
  await expect(listening).rejects.toMatchObject({
    message:
      "Lesson Guard cannot listen. Look at PORT and HOST: the account that runs Lesson Guard is not allowed to (EACCES).",
    cause: closed,
  });
});

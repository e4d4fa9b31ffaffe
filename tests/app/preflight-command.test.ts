import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GRAPH } from "../../src/app/permissions.ts";
import type { Line, State } from "../../src/app/preflight/line.ts";
import type { Inside } from "../../src/app/preflight/look.ts";
import { preflight, wrongSettings } from "../../src/app/preflight/preflight.ts";
import { readConfig } from "../../src/config.ts";
import { NEW_SCHOOL } from "../../src/desk/school.ts";
import { schoolFile } from "../../src/practice/school/school-file.ts";
import type { SchoolSettings } from "../../src/protocol/holders/school.ts";
import { openRecordStore } from "../../src/record/record-store.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";

const PROGRAM = join(import.meta.dirname, "../../src/app/preflight.ts");
const NOWHERE = "http://127.0.0.1:1";

type Settings = Readonly<Record<string, string>>;

describe("the check as a command, and its look at the settings", () => {
  let school: InProcess;
  let settings: Settings;

  beforeAll(async () => {
    school = await startInProcess({ dataDir: ":memory:" }, { BOT_PASSWORD_ENDS: "2099-01-14" });
    settings = school.settings();
  });
  afterAll(() => school.practice.stop());
  afterEach(() => school.practice.forgetViolations());

  const command = (change: Settings = {}, ...words: readonly string[]) => {
    const env = { PATH: process.env["PATH"] ?? "", ...settings, ...change };
    return new Promise<{ readonly status: number; readonly said: string }>((done) => {
      const child = spawn(process.execPath, [PROGRAM, ...words], { env });
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
      child.once("close", (status) => done({ status: status ?? -1, said }));
    });
  };

  it("asks the running program, which knows the rest, and prints what each line means", async () => {
    let { status, said } = await command();
    // On a busy machine practice may be too slow for it: "Check again in a minute", as the line says.
    while (said.includes("TimeoutError")) ({ status, said } = await command());
    expect(said).toMatch(/^GREEN {2}Group of DSLs: 2 people in “Safeguarding leads”$/m);
    expect(said).toMatch(/^GREEN {2}Calls, heard from outside: /m);
    expect(said).toMatch(
      /Not ready for lessons: nothing is red, but not all that lessons need has been seen\.$/m,
    );
    expect(status).toBe(1);
    expect(said).toMatch(
      /^Settings: those of the environment\. Looked at by the running program, which has the same settings\.$/m,
    );
  });

  it("looks at the settings of the file that it is given, and not at those of the program that runs", async () => {
    const folder = mkdtempSync(join(tmpdir(), "preflight-"));
    const file = join(folder, "lesson-guard.env");
    const fileOf = (change: Settings) =>
      writeFileSync(
        file,
        `# a comment\n${Object.entries({ ...settings, ...change })
          .map(([name, value]) => `${name}="${value}"`)
          .join("\n")}\n`,
      );
    fileOf({});
    expect((await command({ TEAMS_APP_ID: "" }, file)).said).toMatch(/Looked at by the running program/);
    fileOf({ BOT_PASSWORD: "a new one, with a slip" });
    const { said } = await command({}, file);
    expect(said).toMatch(
      /^Settings: \S+lesson-guard\.env\. Looked at without the running program: the running program has other settings than these/m,
    );
    expect(said).toMatch(/^RED {4}Sign-in: the client secret is wrong$/m);
    expect(said).toMatch(
      /^GREY {3}Group of DSLs: not checked, because the running program has other settings/m,
    );
    fileOf({ TEAMS_CATALOG_ID: "not an id" });
    expect((await command({}, file)).said).toMatch(/^RED {4}Settings: TEAMS_CATALOG_ID must be/m);
    rmSync(folder, { recursive: true });
    expect(await command({}, file)).toMatchObject({ status: 2 });
  });

  it.each([
    ["without METRICS_TOKEN", { METRICS_TOKEN: "" }, /METRICS_TOKEN is not set/],
    ["with another token", { METRICS_TOKEN: "x".repeat(24) }, /the program refused the command \(401\)/],
  ])(
    "looks at what can be seen without the program %s, and says why not more",
    async (_what, change, why) => {
      const { said } = await command(change);
      expect(said).toMatch(/^GREEN {2}Permission Calls.JoinGroupCall.All: given$/m);
      expect(said).toMatch(new RegExp(`^GREY {3}Group of DSLs: not checked, because ${why.source}$`, "m"));
    },
  );

  it("says what is wrong with a setting, and fails", async () => {
    const { status, said } = await command({ TEAMS_APP_ID: "" });
    expect(said).toMatch(/^RED {4}Settings: TEAMS_APP_ID is missing/m);
    expect(said).toMatch(/^GREY {3}Sign-in: not checked, because “Settings” is red$/m);
    expect(status).toBe(1);
  });

  it("says, as the start would, that a file of the settings is not there", async () => {
    const { status, said } = await command({ SCHOOL_FILE: join(import.meta.dirname, "no-such-school.json") });
    expect(said).toMatch(
      /^RED {4}Settings: The school's settings cannot be read\. Look at SCHOOL_FILE: it is not there \(ENOENT\)$/m,
    );
    expect(status).toBe(1);
  });

  const statesOf = (lines: readonly Line[]): Record<string, State> =>
    Object.fromEntries(lines.map(({ id, state }) => [id, state]));

  /** In this process: without the program. */
  const looked = (change: Settings = {}, freeBytes?: () => Promise<number>) =>
    preflight(readConfig({ ...settings, ...change }), {
      inside: "not checked, because this is a test",
      ...(freeBytes === undefined ? {} : { freeBytes }),
    });

  type Told = Readonly<Record<string, RegExp>>;
  const ON_SIGN_IN = [...GRAPH.map(({ name }) => `consent:${name}`), "graph", "classes", "chats:pupils"];

  it.each<[string, Settings, { red?: Told; amber?: Told; grey?: readonly string[] }]>([
    [
      "a wrong secret",
      { BOT_PASSWORD: "wrong" },
      { red: { "sign-in": /value, not its id/ }, grey: ON_SIGN_IN },
    ],
    [
      "another app’s id",
      { BOT_ID: "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60" },
      { red: { "sign-in": /Set BOT_ID/ }, grey: ON_SIGN_IN },
    ],
    [
      "another organisation’s id",
      { BOT_TENANT_ID: "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60" },
      { red: { microsoft: /Set BOT_TENANT_ID/ }, grey: ["clock", "sign-in", ...ON_SIGN_IN] },
    ],
    [
      "no one at GRAPH_ENDPOINT",
      { GRAPH_ENDPOINT: "https://127.0.0.1:2" },
      { red: { graph: /GRAPH_ENDPOINT/ }, grey: ["classes"] },
    ],
    [
      "no one at ENTRA_ENDPOINT",
      { ENTRA_ENDPOINT: "https://127.0.0.1:2" },
      { red: { microsoft: /ENTRA_ENDPOINT/ }, grey: ["clock", "sign-in", ...ON_SIGN_IN] },
    ],
    ["no one at PUBLIC_URL", { PUBLIC_URL: NOWHERE }, { red: { address: /DNS/ } }],
    ["a secret that has ended", { BOT_PASSWORD_ENDS: "2020-01-14" }, { red: { end: /new one/ } }],
    ["an end that is not known", { BOT_PASSWORD_ENDS: "" }, { amber: { end: /Set BOT_PASSWORD_ENDS/ } }],
    [
      "a secret that ends in ten days",
      { BOT_PASSWORD_ENDS: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10) },
      { amber: { end: /new one/ } },
    ],
    ["no App ID of the catalogue", { TEAMS_CATALOG_ID: "" }, { amber: { links: /TEAMS_CATALOG_ID/ } }],
  ])(
    "shows %s where it is, and says what mends it",
    async (_what, change, { red = {}, amber = {}, grey = [] }) => {
      const whole = statesOf(await looked());
      const lines = await looked(change);
      const expected = Object.entries(whole).map(([id, before]) => [
        id,
        id in red
          ? "red"
          : id in amber
            ? "amber"
            : grey.includes(id) || (id === "certificate" && "address" in red)
              ? "grey"
              : before,
      ]);
      expect(statesOf(lines)).toEqual(Object.fromEntries(expected));
      for (const [id, words] of Object.entries({ ...red, ...amber }))
        expect(lines.find((line) => line.id === id)?.mend).toMatch(words);
    },
  );

  it.each([
    ["red", 10],
    ["amber", 500],
    ["green", 5_000],
  ] as const)("is %s where %d MB of the disk are free", async (state, megabytes) => {
    expect(statesOf(await looked({}, async () => megabytes * 1024 ** 2))["disk"]).toBe(state);
  });

  it("leaves grey what rests on settings that are not right, and is in the order of the other lines", async () => {
    const lines = wrongSettings(["BOT_ID is missing.", "PUBLIC_URL is missing."]);
    expect(lines.slice(0, 2).map(({ state, says }) => `${state} ${says}`)).toEqual([
      "red BOT_ID is missing",
      "red PUBLIC_URL is missing",
    ]);
    expect(lines.slice(2).every(({ state }) => state === "grey")).toBe(true);
    expect(lines.slice(2).map(({ id }) => id)).toEqual((await looked()).slice(1).map(({ id }) => id));
  });

  describe("with what the program says of itself", () => {
    const inside = (change: Partial<Inside>): Inside => ({
      settings: () => schoolFile() as SchoolSettings,
      waiting: () => [],
      serviceUrl: async () => undefined,
      beat: async () => undefined,
      waitsSeconds: async () => 0,
      chat: async () => undefined,
      callBack: async () => ({ url: NOWHERE, heard: async () => false }),
      plansLessons: async () => false,
      rehearsed: () => ({}),
      rehearsalFailed: () => ({}),
      ...change,
    });
    const lineOf = async (id: string, change: Partial<Inside>) => {
      const lines = await preflight(readConfig(settings), { inside: inside(change) });
      return lines.find((line) => line.id === id);
    };

    it("is red where Teams has never written", async () => {
      expect(await lineOf("teams", {})).toMatchObject({
        state: "red",
        mend: expect.stringMatching(/api\/messages/),
      });
    });

    it("is red where the record is closed, and leaves grey who is who", async () => {
      const store = await openRecordStore({ dataDir: ":memory:" });
      await store.close();
      const lines = await preflight(readConfig(settings), { inside: inside({ beat: store.beat }) });
      expect(statesOf(lines)).toMatchObject({
        record: "red",
        work: "grey",
        "group:dsl": "grey",
        phone: "grey",
        teams: "grey",
      });
    });

    it("is amber where something has long waited to be sent", async () => {
      expect(await lineOf("work", { waitsSeconds: async () => 400 })).toMatchObject({
        state: "amber",
        says: "something has waited for 7 min to be sent",
      });
    });

    it("is red or amber for all that a new school has not chosen", async () => {
      const lines = await preflight(readConfig({ ...settings, ADMIN_GROUP_ID: "" }), {
        inside: inside({ settings: () => NEW_SCHOOL }),
      });
      expect(statesOf(lines)).toMatchObject({
        "group:staff": "red",
        "group:dsl": "red",
        "group:headteacher": "red",
        "group:administrators": "red",
        phone: "amber",
      });
    });

    it("is red where the group of staff is that of the DSLs or of the headteachers, too", async () => {
      const all = "0b1c2d3e-4f50-4a61-8b72-9c83ad94be05";
      const groups = { staff: all, dsl: all, headteacher: all.toUpperCase() };
      const lines = await preflight(readConfig(settings), {
        inside: inside({ settings: () => ({ ...(schoolFile() as SchoolSettings), groups }) }),
      });
      const said = lines.filter(({ says }) => says === "it is the group of staff, too");
      expect(said.map(({ id, state }) => `${id} ${state}`)).toEqual([
        "group:dsl red",
        "group:headteacher red",
      ]);
    });

    it("is green for what a rehearsal has shown", async () => {
      const at = "2026-11-24T10:42:00.000Z";
      const lines = await preflight(readConfig(settings), {
        inside: inside({ rehearsed: () => ({ entered: at, removed: at }) }),
      });
      expect(statesOf(lines)).toMatchObject({
        "rehearsed:entered": "green",
        "rehearsed:removed": "green",
        "rehearsed:seen": "grey",
      });
    });
  });
});

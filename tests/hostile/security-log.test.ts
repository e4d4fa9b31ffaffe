import fs, { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { people } from "../../src/practice/school/people.ts";
import { WalkedSchool } from "../rights/support/school.ts";
import { METRICS_TOKEN } from "../support/in-process.ts";

type Line = {
  readonly event: string;
  readonly time: number;
  readonly who?: string;
  readonly request?: string;
  readonly route?: string;
  readonly reason?: string;
};

/** A reference that does not exist: as long and of the same letters. */
const NONE = "ZZZ999";

describe("the security log of a school with a lesson on", () => {
  const folder = mkdtempSync(join(tmpdir(), "security-"));
  const file = join(folder, "security.log");
  let school: WalkedSchool;
  let afterScene: readonly Line[];

  const all = (): readonly Line[] =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line);

  /** What was written meanwhile, without when and which request it was. */
  const during = async (act: () => Promise<unknown>): Promise<readonly object[]> => {
    const before = all().length;
    await act();
    return all()
      .slice(before)
      .map(({ time: _time, request: _request, ...line }) => line);
  };

  const asks = async (person: string, method: string, path: string, body?: object) =>
    school.ask(method, { path, ...(body === undefined ? {} : { body }) }, await school.tokenOf(person));

  beforeAll(async () => {
    school = await WalkedSchool.begin({ dataDir: join(folder, "data") }, { SECURITY_LOG_FILE: file });
    afterScene = all();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has no line of alerts that were raised, told, read, taken and handed on", async () => {
    expect(afterScene.map(({ event }) => event)).toEqual(["school-file-applied", "started"]);
    const { child, adult } = school.scene;
    const lines = await during(async () => {
      for (const [person, ref] of [
        ["lowe", child],
        ["evans", adult],
      ] as const) {
        await asks(person, "GET", "/api/concerns");
        await asks(person, "GET", `/api/concerns/${ref}`);
        await asks(person, "POST", `/api/concerns/${ref}/details`, { words: "x".repeat(9_000) });
        const wanted = { of: "concern", ref, form: "text" };
        const made = await asks(person, "POST", "/api/exports", { wanted, purpose: { kind: "inspection" } });
        expect(made.status).toBe(200);
      }
    });
    expect(lines).toEqual([]);
  });

  it("says the same of a concern about staff, of one about a child and of none", async () => {
    const walked = async (person: string, ref: string): Promise<readonly object[]> =>
      during(async () => {
        await asks(person, "GET", `/api/concerns/${ref}`);
        for (const act of ["have-it", "hand-on", "undo"])
          await asks(person, "POST", `/api/concerns/${ref}/${act}`, {});
        await asks(person, "POST", `/api/concerns/${ref}/details`, { words: "some words" });
        const wanted = { of: "concern", ref, form: "text" };
        await asks(person, "POST", "/api/exports", { wanted, purpose: { kind: "inspection" } });
      });
    const { child, adult } = school.scene;
    for (const person of ["shah", "khan", "doyle"]) {
      // From the third on it is no accident.
      for (const n of [1, 2, 3]) await asks(person, "GET", `/api/concerns/${NONE}${n}`);
      const ofNone = await walked(person, NONE);
      expect(ofNone).toHaveLength(6);
      expect(new Set(ofNone.map((line) => JSON.stringify(line))).size).toBe(1);
      expect(await walked(person, adult)).toEqual(ofNone);
      expect(await walked(person, child)).toEqual(ofNone);
    }
  });

  it("has no line about one concern that a person may no longer read", async () => {
    // A DSL is never told of one about staff; the teacher it is about is told nothing.
    const lines = await during(async () => {
      for (const person of ["lowe", "grant", "okafor"])
        for (let n = 0; n < 5; n += 1) await asks(person, "GET", `/api/concerns/${school.scene.adult}`);
    });
    expect(lines).toEqual([]);
  });

  it("raises the alarm once where a person walks through references", async () => {
    const lines = await during(async () => {
      for (let n = 10; n < 50; n += 1) await asks("ethan", "GET", `/api/concerns/QXJ${n}`);
    });
    const alarms = lines.filter((line) => "event" in line && line.event === "walks-through-references");
    expect(alarms).toEqual([
      {
        log: "security",
        level: 50,
        event: "walks-through-references",
        who: expect.any(String),
        refused: 20,
        minutes: 10,
      },
    ]);
  });

  it("says at which door a sign-in was refused, and why", async () => {
    const lines = await during(async () => {
      await school.ask("GET", { path: "/api/me" });
      await school.ask("GET", { path: "/api/me?name=Amelia" }, "a.b.c");
      await school.ask("GET", { path: "/metrics" }, "guessed");
      await school.ask("POST", { path: "/api/messages", body: { text: "Amelia" } }, "a.b.c");
      await school.ask("POST", { path: "/api/calls/some-call", body: {} });
      expect((await school.ask("GET", { path: "/metrics" }, METRICS_TOKEN)).status).toBe(200);
    });
    const line = (route: string, reason: string) => ({
      log: "security",
      level: 40,
      event: "sign-in-refused",
      route,
      reason,
    });
    expect(lines).toEqual([
      line("GET /api/me", "no-token"),
      line("GET /api/me", "malformed"),
      line("GET /metrics", "metrics-token"),
      line("POST /api/messages", "malformed"),
      line("POST /api/calls/:callback", "no-token"),
    ]);
  });

  it("says which settings were changed, what was taken out, what is held", async () => {
    const { body } = await asks("khan", "GET", "/api/settings");
    const { settings } = JSON.parse(body) as { settings: object };
    const purpose = { kind: "inspection" };
    const lesson = school.scene.view.lesson;
    const lines = await during(async () => {
      await asks("doyle", "PUT", "/api/settings", settings);
      await asks("khan", "PUT", "/api/settings", { ...settings, phone: "01632 960 123", sealAt: "17:30" });
      await asks("lowe", "POST", "/api/exports", { wanted: { of: "lesson", lesson, form: "csv" }, purpose });
      const held = { do: "hold", on: "lesson", lesson, reason: "Amelia's solicitor wrote" };
      await asks("lowe", "POST", "/api/keeping", held);
      await asks("lowe", "POST", "/api/keeping", { do: "nonsense", name: "Amelia" });
    });
    const by = { log: "security", who: expect.stringMatching(/^p-[0-9a-f]{16}$/) };
    expect(lines).toEqual([
      { ...by, level: 40, event: "right-refused", route: "PUT /api/settings", reason: "not-for-you" },
      {
        ...by,
        level: 30,
        event: "settings-changed",
        route: "PUT /api/settings",
        fields: ["phone", "sealAt"],
      },
      { ...by, level: 30, event: "export-made", route: "POST /api/exports", of: "lesson", form: "csv" },
      { ...by, level: 30, event: "hold-placed", route: "POST /api/keeping", on: "lesson" },
      { ...by, level: 40, event: "input-refused", route: "POST /api/keeping", reason: "bad-request" },
    ]);
  });

  it("does not speak of a stranger who breaks off, and no request has failed by it", async () => {
    const statuses: number[] = [];
    const answered = (_request: unknown, { statusCode }: { statusCode: number }): number =>
      statuses.push(statusCode);
    // Which of them writes a line depends on what standard output is.
    const [direct, stream] = [jest.spyOn(fs, "write"), jest.spyOn(process.stdout, "write")];
    school.running.server.on("after", answered);
    const port = school.running.server.address().port;
    const begin = (text: string): Promise<void> =>
      new Promise((gone) => {
        const socket = connect(port, "127.0.0.1", () => {
          socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 50));
        });
        socket.on("error", () => undefined);
        socket.on("close", () => setTimeout(gone, 50));
      });
    const long = "host: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n";
    const signedIn = `${long}authorization: Bearer ${await school.tokenOf("okafor")}\r\n`;
    const lines = await during(async () => {
      await begin("GET /health HTTP/1.1\r\nhost: x\r\n");
      await begin(`POST /nothing HTTP/1.1\r\n${long}\r\n{`);
      await begin(`POST /api/concerns HTTP/1.1\r\n${signedIn}\r\n{`);
      await begin(`PUT /api/settings HTTP/1.1\r\n${signedIn}\r\n{`);
    });
    const logged = (): string =>
      [...direct.mock.calls.map(([, text]) => text), ...stream.mock.calls.map(([text]) => text)].join("");
    expect(lines).toEqual([]);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(logged()).not.toContain("something failed");
    // What is looked at is where lines are written.
    const bot = await school.running.practice.token({ kind: "bot" });
    await school.ask("POST", { path: "/api/messages", body: [] }, bot);
    expect(logged()).toContain('"reason":"body"');
    direct.mockRestore();
    stream.mockRestore();
    school.running.server.off("after", answered);
  });

  it("holds no name, no id, no reference and nothing that was sent", () => {
    const text = readFileSync(file, "utf8").toLowerCase();
    const { view, child, adult, chat } = school.scene;
    const secrets = [
      ...people.flatMap(({ account, name }) =>
        account === undefined
          ? []
          : [
              account.objectId,
              account.userPrincipalName,
              ...name.split(" ").filter((part) => part.length > 3),
            ],
      ),
      ...view.pupils.map(({ name }) => name),
      view.lesson,
      child,
      adult,
      chat,
      NONE,
      "qxj",
      "amelia",
      "solicitor",
      "01632",
      "17:30",
      "some words",
      METRICS_TOKEN,
      "guessed",
      "some-call",
      "?",
    ];
    expect(secrets.filter((secret) => text.includes(secret.toLowerCase()))).toEqual([]);
    expect(all().length).toBeGreaterThan(30);
  });

  it("ends with the end, after what was left out", async () => {
    await during(async () => {
      for (let n = 0; n < 70; n += 1) await school.ask("GET", { path: "/api/me" });
    });
    await school.stop();
    const last = all().slice(-2);
    expect(last.map(({ event }) => event)).toEqual(["lines-left-out", "stopped"]);
  });
});

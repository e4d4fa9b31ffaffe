import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { SETTINGS } from "../../src/config.ts";
import { notUsed, readCommandLine } from "../../src/practice/command-line.ts";
import { type PracticeClient, startPractice } from "../e2e/support/practice.ts";
import { receiverScript } from "./support/cloud.ts";

/** Runs practice to its end and gives what it said. */
const run = (...args: string[]): Promise<{ code: number | null; said: string }> => {
  const child = spawn(process.execPath, [
    resolve(import.meta.dirname, "../../src/practice/main.ts"),
    ...args,
  ]);
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((done) => child.once("exit", (code) => done({ code, said })));
};

let server: Server | undefined;
let practice: PracticeClient | undefined;

afterEach(async () => {
  await practice?.stop();
  server?.closeAllConnections();
  server?.close();
});

/** A server on a free port; closed after the test. */
const listening = async (answer: (request: IncomingMessage) => void): Promise<string> => {
  server = createServer((request, response) => {
    answer(request);
    request.resume();
    response.end();
  });
  await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
  const address = server.address();
  return typeof address === "object" ? String(address?.port) : "";
};

describe("starting practice", () => {
  it("says in one sentence that the port is taken", async () => {
    const port = await listening(() => undefined);
    const { code, said } = await run("--port", port, "--app", receiverScript);
    expect(said).toBe(`Port ${port} is already taken: choose another with --port.\n`);
    expect(code).toBe(1);
  });

  it("passes on the application's last words when it does not start", async () => {
    const { code, said } = await run(
      "--port",
      "0",
      "--app",
      resolve(import.meta.dirname, "support/no-such-program.ts"),
    );
    expect(said).toContain("the application ended at once");
    expect(said).toContain("no-such-program.ts");
    expect(code).toBe(1);
  });

  it("refuses a port that is none", () => {
    expect(() => readCommandLine(["--port", "http"])).toThrow("--port takes a number");
    for (const text of ["-1", " ", "0x10", "1e3", "3000.5", "65536"])
      expect(() => readCommandLine([], { PORT: text })).toThrow("PORT takes a number");
  });

  it.each(["nonsense", "127.0.0.1:3978", "ftp://127.0.0.1", "file:///etc/passwd", ""])(
    "refuses %j for an address of the application",
    (address) => {
      expect(() => readCommandLine(["--app-url", address])).toThrow("--app-url takes an address such as");
    },
  );

  it("refuses a file for a folder, and takes one that is still to be made", () => {
    expect(() => readCommandLine(["--data", import.meta.filename])).toThrow(
      `--data takes a folder, and ${import.meta.filename} is a file.`,
    );
    expect(() => readCommandLine(["--data", ""])).toThrow("--data takes the name of a folder.");
    const made = resolve(import.meta.dirname, "still-to-be-made");
    expect(readCommandLine(["--data", made])).toMatchObject({ data: made });
    expect(readCommandLine(["--data", import.meta.dirname])).toMatchObject({ data: import.meta.dirname });
  });

  it("takes its port from PORT too, and first from --port", () => {
    expect(readCommandLine([], { PORT: "4000" })).toMatchObject({ port: 4000 });
    expect(readCommandLine(["--port", "5000"], { PORT: "4000" })).toMatchObject({ port: 5000 });
    expect(readCommandLine([], { PORT: "" })).toMatchObject({ port: undefined });
  });

  it.each([
    [["--prot", "3000"], "Unknown option '--prot'"],
    [["3000"], "Unexpected argument '3000'"],
    [["--port"], "Option '--port <value>' argument missing"],
    [["--json=yes"], "Option '--json' does not take an argument"],
  ])("says in one sentence what is wrong with %j", async (args, what) => {
    const { code, said } = await run(...args);
    expect(said).toBe(`${what}. For all options: npm start -- --help\n`);
    expect(code).toBe(1);
  });

  it("says where practice is running already", async () => {
    practice = await startPractice({ app: receiverScript });
    const { port } = new URL(practice.running.gateway);
    const { code, said } = await run("--port", port, "--app", receiverScript);
    expect(said).toContain(`Lesson Guard practice is already running at http://127.0.0.1:${port}.`);
    expect(code).toBe(1);
  });

  it("delivers to an application that runs elsewhere", async () => {
    const paths: (string | undefined)[] = [];
    const port = await listening(({ url }) => paths.push(url));
    practice = await startPractice({ appUrl: `http://127.0.0.1:${port}` });
    const { status } = await practice.deliver({ body: { type: "event" } });
    expect(status).toBe(200);
    expect(paths).toEqual(["/api/messages"]);
  });

  it.each([
    ["that has a record", true],
    ["that is new", false],
  ])("says of a folder %s whether its meetings are over: %s", async (_what, has) => {
    const data = mkdtempSync(join(tmpdir(), "starting-"));
    if (has) writeFileSync(join(data, "record.sqlite"), "");
    practice = await startPractice({ app: receiverScript, data });
    await practice.until("it has told of what is installed", async () =>
      (await practice?.ledger())?.some(({ operation }) => operation === "teams.installationUpdate"),
    );
    const ends = (await practice.ledger()).filter(({ operation }) => operation === "teams.meetingEnd");
    expect(ends).toHaveLength(has ? (await practice.state()).meetings.length : 0);
    rmSync(data, { recursive: true });
  });

  it("names every setting of a server that has no effect here, and no other", () => {
    const set = Object.fromEntries(SETTINGS.map((name) => [name, "set"]));
    const effective = ["BOT_ID", "HOST", "METRICS_TOKEN", "PORT", "SECURITY_LOG_FILE"];
    const inVain = SETTINGS.filter((name) => !effective.includes(name));
    expect(
      notUsed(set)
        ?.match(/\b[A-Z]+_[A-Z_]+\b/g)
        ?.toSorted(),
    ).toEqual(inVain.toSorted());
    expect(notUsed({ DATA_DIR: "/srv/record" })).toBe(
      "Not used here: DATA_DIR. Practice has settings of its own. --data DIR keeps the record in a folder.",
    );
    expect(notUsed({ METRICS_TOKEN: "set", DATA_DIR: "" })).toBeUndefined();
  });

  it("lets what watches a server be tried: its metrics by a token of one's own, its security log in a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "starting-"));
    const log = join(folder, "security.log");
    const token = "a-token-of-one-s-own-for-a-rehearsal";
    practice = await startPractice({ environment: { METRICS_TOKEN: token, SECURITY_LOG_FILE: log } });
    // As the check from a terminal takes them.
    const settings = parseEnv(readFileSync(practice.running.settingsFile, "utf8"));
    expect(settings).toMatchObject({ METRICS_TOKEN: token, BOT_ID: practice.running.botId });
    const { appPort } = practice.running;
    const metrics = await fetch(`http://127.0.0.1:${appPort}/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([metrics.status, await metrics.text()]).toEqual([200, expect.stringContaining("# HELP")]);
    expect(existsSync(log) && readFileSync(log, "utf8")).toContain('"log":"security"');
    rmSync(folder, { recursive: true });
  });

  it("ends the application when it is stopped", async () => {
    practice = await startPractice({ app: receiverScript });
    await practice.stop();
    await expect(fetch(`http://127.0.0.1:${practice.running.appPort}/health`)).rejects.toThrow();
  });
});

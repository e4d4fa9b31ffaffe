import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { resolve } from "node:path";
import { readCommandLine } from "../../src/practice/command-line.ts";
import { type PracticeClient, startPractice } from "../e2e/support/practice.ts";
import { receiverScript } from "./support/cloud.ts";

/** Runs practice to its end and gives what it said. */
const run = (...args: string[]): Promise<{ code: number | null; said: string }> => {
  const child = spawn(process.execPath, [resolve(__dirname, "../../src/practice/main.ts"), ...args]);
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
      resolve(__dirname, "support/no-such-program.ts"),
    );
    expect(said).toContain("the application ended at once");
    expect(said).toContain("no-such-program.ts");
    expect(code).toBe(1);
  });

  it("refuses a port that is none", () => {
    expect(() => readCommandLine(["--port", "http"])).toThrow("--port takes a number");
    expect(() => readCommandLine([], { PORT: "-1" })).toThrow("PORT takes a number");
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

  it("ends the application when it is stopped", async () => {
    practice = await startPractice({ app: receiverScript });
    await practice.stop();
    await expect(fetch(`http://127.0.0.1:${practice.running.appPort}/health`)).rejects.toThrow();
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { busy } from "../support/busy.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** From `npm start` to the printed address, on two cores. */
const WITHIN_MS = 20_000;

describe("the main job, as the README has it", () => {
  let child: ChildProcess | undefined;

  afterEach(async () => {
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((done) => child?.once("exit", done));
    child.kill("SIGTERM");
    await ended;
  });

  const started = (): Promise<string> =>
    new Promise((found, failed) => {
      child = spawn(process.execPath, ["src/launch/launch.mjs", "src/start.ts", "--port", "0"], {
        cwd: ROOT,
        env: { ...process.env, BOT_ID: "" },
      });
      let words = "";
      const hear = (chunk: Buffer): void => {
        words += chunk.toString();
        const address = /Lesson Guard practice: (http:\S+)/.exec(words)?.[1];
        if (address !== undefined) found(address);
      };
      child.stdout?.on("data", hear);
      child.stderr?.on("data", hear);
      child.once("exit", (code) => failed(new Error(`it ended with ${code}: ${words}`)));
    });

  it("prints an address within twenty seconds, and shows a classroom with a lesson about to start", async () => {
    const from = Date.now();
    const address = await started();
    expect(Date.now() - from).toBeLessThan(WITHIN_MS * busy());

    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<title>");

    const state = (await (await fetch(`${address}/practice/state`)).json()) as {
      app: { up: boolean };
      meetings: { subject: string; running: boolean; startsAt: string }[];
    };
    expect(state.app.up).toBe(true);
    const [first] = state.meetings;
    expect(first).toMatchObject({ subject: "Year 4 maths", running: false });
    expect(Date.parse(first?.startsAt ?? "")).toBeGreaterThan(Date.now());

    const panel = await fetch(`${address}/panel`);
    expect(panel.headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});

import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { isNewEnough } from "../../src/launch/pinned-node.mjs";

const run = promisify(execFile);
const LAUNCH = join(import.meta.dirname, "../../src/launch/launch.mjs");
const PROBE = join(import.meta.dirname, "probe.ts");

/** An installed Node that cannot run TypeScript, where the machine has one. */
const oldNode = (): string | undefined =>
  ["/usr/bin/node", "/usr/local/bin/node"].find((path) => {
    if (!existsSync(path)) {
      return false;
    }
    return !isNewEnough(execFileSync(path, ["-p", "process.versions.node"], { encoding: "utf8" }).trim());
  });

const withNodeFirst = (node: string): NodeJS.ProcessEnv => {
  const { npm_execpath: _started, ...env } = process.env;
  return { ...env, PATH: `${join(node, "..")}:${env["PATH"]}` };
};

describe("the launcher starts a program", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "launch-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("uses this Node as it is and downloads nothing", async () => {
    const env = { ...process.env, XDG_CACHE_HOME: folder };
    const { stdout } = await run(process.execPath, [LAUNCH, PROBE, "one", "two"], { env });
    expect(JSON.parse(stdout)).toEqual({
      version: process.versions.node,
      args: ["one", "two"],
      script: PROBE,
    });
    expect(existsSync(join(folder, "lesson-guard/node"))).toBe(false);
  });

  it("hands on the program's exit code", async () => {
    await expect(run(process.execPath, [LAUNCH, PROBE, "exit", "7"])).rejects.toMatchObject({ code: 7 });
  });

  it("asks for a program when none is named", async () => {
    await expect(run(process.execPath, [LAUNCH])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Say which program to launch"),
    });
  });

  const old = oldNode();
  if (old) {
    it("runs TypeScript under a fetched Node, its own first on the path, where the installed one is old", async () => {
      const { stdout } = await run(old, [LAUNCH, PROBE, "path"], { env: withNodeFirst(old) });
      const { version, path } = JSON.parse(stdout);
      expect(isNewEnough(version)).toBe(true);
      expect(path).toContain(join("lesson-guard", "node"));
    });

    it("hands on signals and the exit code of the fetched Node's program", async () => {
      const child = spawn(old, [LAUNCH, PROBE, "wait"], { stdio: ["ignore", "pipe", "inherit"] });
      const over = new Promise((resolve) => child.once("exit", resolve));
      await new Promise((resolve) => child.stdout.once("data", resolve));
      child.kill("SIGTERM");
      expect(await over).toBe(5);
    });
  }
});

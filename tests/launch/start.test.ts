import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const SRC = join(import.meta.dirname, "../../src");

describe("npm start", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "start-"));
    mkdirSync(join(root, "src/practice"), { recursive: true });
    symlinkSync(join(SRC, "../node_modules"), join(root, "node_modules"));
    writeFileSync(join(root, "package.json"), `{ "type": "module" }`);
    const parts = ["arguments", "build", "bundle", "output"].map((name) => `app/${name}.ts`);
    for (const name of ["launch", "start.ts", "practice/command-line.ts", ...parts]) {
      cpSync(join(SRC, name), join(root, "src", name), { recursive: true });
    }
    writeFileSync(join(root, "src/main.ts"), `console.log("the application");`);
    writeFileSync(join(root, "src/practice/main.ts"), `console.log("practice");`);
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const BOT = { BOT_ID: "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60" };

  const start = async (env: NodeJS.ProcessEnv): Promise<string> => {
    const { BOT_ID: _ours, ...rest } = process.env;
    const { stdout } = await run(process.execPath, ["src/launch/launch.mjs", "src/start.ts"], {
      cwd: root,
      env: { ...rest, ...env },
    });
    return stdout.trim();
  };

  const refusal = async (
    env: NodeJS.ProcessEnv,
  ): Promise<{ readonly code: number; readonly stderr: string }> =>
    start(env).then(
      (said) => {
        throw new Error(`It started: ${said}`);
      },
      (error: { readonly code: number; readonly stderr: string }) => error,
    );

  it("runs practice where there are no credentials", async () => {
    expect(await start({})).toBe("practice");
  });

  it("runs the application where BOT_ID is set", async () => {
    expect(await start(BOT)).toBe("the application");
  });

  it("has given back what building takes before it serves", async () => {
    const loaded = `console.log(process.report.getReport().sharedObjects.some((path) => /rolldown/.test(path)));`;
    writeFileSync(join(root, "src/main.ts"), loaded);
    expect(await start(BOT)).toBe("false");
  });

  it("stops with one sentence in a deployment without credentials, which has no practice", async () => {
    rmSync(join(root, "src/practice"), { recursive: true });
    const { code, stderr } = await refusal({});
    expect(code).toBe(1);
    expect(stderr).toBe(
      "BOT_ID is missing: Lesson Guard does not start without the id of its bot's Entra registration.\n",
    );
  });

  it("says what to do where nothing is built and vite is not installed", async () => {
    rmSync(join(root, "node_modules"));
    const { code, stderr } = await refusal(BOT);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^dist\/program is missing .*"npm ci && npm run bundle".*\n$/);
  });

  it("starts what was built before, without vite", async () => {
    await start(BOT);
    rmSync(join(root, "node_modules"));
    expect(await start(BOT)).toBe("the application");
  });
});

import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };
/** Commands of our own, with the file that each runs; the rest are programs of others. */
const OWN = Object.entries(scripts).flatMap(([name, line]) => {
  const [, file = ""] = /^node src\/launch\/launch\.mjs (\S+\.ts)$/.exec(line) ?? [];
  return file === "" ? [] : [{ name, file }];
});
/** `npm start -- --help` is practice's (below); with BOT_ID the server takes no words. */
const HELPED = OWN.filter(({ name }) => name !== "start");

const runIn = (root: string, file: string, args: readonly string[]) =>
  new Promise<{ status: number; said: string }>((done) => {
    const env = { PATH: process.env["PATH"], HOME: process.env["HOME"] };
    execFile(process.execPath, [join(root, file), ...args], { cwd: root, env }, (error, stdout, stderr) =>
      done({ status: error === null ? 0 : Number(error.code), said: `${stdout}${stderr}` }),
    );
  });
const run = (file: string, ...args: readonly string[]) => runIn(ROOT, file, args);
const fileOf = (command: string): string => OWN.find(({ name }) => name === command)?.file ?? "none";

describe("commands of the working copy", () => {
  it("answer --help by one of three functions before they do anything, each with its own name", () => {
    expect(HELPED.length).toBeGreaterThanOrEqual(15);
    for (const { name, file } of HELPED) {
      const text = read(file);
      expect({ name, answers: /\b(answerHelp|readArguments|runCommand)\(/.test(text) }).toEqual({
        name,
        answers: true,
      });
      const command = name === "test" ? "npm test" : `npm run ${name}`;
      expect({ name, says: text.includes(`"${command}`) }).toEqual({ name, says: true });
    }
  });

  // One for each of the three functions, and the one that prints by itself.
  it.each(["types", "package", "preflight", "verify"])(
    "npm run %s says what it does, and does nothing",
    async (name) => {
      const { status, said } = await run(fileOf(name), "--help");
      expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining(`npm run ${name}`) });
      expect(said.indexOf("npm run")).toBe(0);
    },
  );

  it.each(["package", "preflight", "verify"])("npm run %s says which word it does not know", async (name) => {
    expect(await run(fileOf(name), "--aloud")).toEqual({
      status: 2,
      said: expect.stringMatching(/^Unknown option '--aloud'\.?\n\nnpm run /),
    });
  });
});

describe("npm start, where nothing is built and nothing is there to build it with", () => {
  const bare = mkdtempSync(join(tmpdir(), "lesson-guard-help-"));
  beforeAll(() => {
    for (const file of [
      "package.json",
      "src/start.ts",
      "src/app/build.ts",
      "src/app/output.ts",
      "src/launch/run-apart.mjs",
      "src/practice/command-line.ts",
    ])
      cpSync(join(ROOT, file), join(bare, file));
  });
  afterAll(() => rmSync(bare, { recursive: true, force: true }));

  it.each(["--help", "-h"])("says with %s what it does, all the same", async (word) => {
    const { status, said } = await runIn(bare, "src/start.ts", [word]);
    expect({ status, said }).toEqual({
      status: 0,
      said: expect.stringMatching(/^npm start \[-- options\]: /),
    });
  });

  it("says which word it does not know", async () => {
    expect(await runIn(bare, "src/start.ts", ["--aloud"])).toEqual({
      status: 1,
      said: "Unknown option '--aloud'. For all options: npm start -- --help\n",
    });
  });
});

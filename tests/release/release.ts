import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
/** "nobody" on every Linux. */
const OTHER = 65_534;

/** A release, unpacked where its own account may read and not write. */
export type Release = {
  readonly folder: string;
  readonly zip: string;
  /** What the build printed. */
  readonly said: string;
  /** A script that runs the program under another account, where this one may do that (root). */
  readonly program: string;
  /** The same with more settings. @returns the script */
  readonly programWith: (settings: Readonly<Record<string, string>>) => string;
  /** A Node that the other account may read, and the account, for what is run under it by itself. */
  readonly node: string;
  readonly account: { readonly uid?: number; readonly gid?: number };
  readonly remove: () => void;
};

export const isRoot = process.getuid?.() === 0;

/** Builds a release for this machine. */
export const makeRelease = (): Release => {
  const at = mkdtempSync(join(tmpdir(), "release-"));
  chmodSync(at, 0o755);
  const folder = join(at, "lesson-guard");
  const said = execFileSync(process.execPath, [join(ROOT, "release/build.ts"), "--to", folder], {
    encoding: "utf8",
  });
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    chmodSync(join(folder, path), isFolder(folder, path) ? 0o555 : 0o444);
  chmodSync(folder, 0o555);
  const node = nodeFor(at);
  const programWith = (settings: Readonly<Record<string, string>>): string => {
    const script = join(mkdtempSync(join(at, "run-")), "run.mjs");
    writeFileSync(script, scriptFor(join(folder, "dist/program/main.mjs"), node, settings));
    return script;
  };
  const remove = (): void => {
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      if (isFolder(folder, path)) chmodSync(join(folder, path), 0o755);
    chmodSync(folder, 0o755);
    rmSync(at, { recursive: true, force: true });
  };
  const account = isRoot ? { uid: OTHER, gid: OTHER } : {};
  return { folder, zip: `${folder}.zip`, said, program: programWith({}), programWith, node, account, remove };
};

const isFolder = (folder: string, path: string): boolean => {
  try {
    readdirSync(join(folder, path));
    return true;
  } catch {
    return false;
  }
};

/** A Node that the other account may read: the one of this run may be in a home folder. */
const nodeFor = (at: string): string => {
  if (!isRoot) return process.execPath;
  const node = join(at, "node");
  copyFileSync(process.execPath, node);
  chmodSync(node, 0o755);
  return node;
};

/** Practice runs it in the place of the program: it hands on settings, output, signals and the end. */
const scriptFor = (main: string, node: string, settings: Readonly<Record<string, string>>): string => `
import { spawn } from "node:child_process";
import { chmodSync, chownSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
const { DATA_DIR, NODE_EXTRA_CA_CERTS } = process.env;
if (${isRoot}) {
  chownSync(DATA_DIR, ${OTHER}, ${OTHER});
  for (const name of readdirSync(DATA_DIR)) chownSync(join(DATA_DIR, name), ${OTHER}, ${OTHER});
  if (NODE_EXTRA_CA_CERTS) chmodSync(dirname(NODE_EXTRA_CA_CERTS), 0o755);
}
const child = spawn(${JSON.stringify(node)}, [${JSON.stringify(main)}], {
  stdio: "inherit", cwd: "/", env: { ...process.env, ...${JSON.stringify(settings)}, HOME: "/nonexistent", NODE_COMPILE_CACHE: "" },
  ...(${isRoot} ? { uid: ${OTHER}, gid: ${OTHER} } : {}),
});
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
process.on("exit", () => child.kill("SIGKILL"));
child.on("exit", (code) => process.exit(code ?? 1));
`;

export type Started = {
  readonly tookMs: number;
  readonly health: unknown;
  readonly ask: (path: string) => Promise<Response>;
  readonly stop: () => Promise<number | null>;
};

/** Starts it with these settings, and waits until it is healthy. @throws with its output where it ends before */
export const start = async (release: Release, env: Readonly<Record<string, string>>): Promise<Started> => {
  mkdirSync(env["DATA_DIR"] ?? "", { recursive: true });
  const from = performance.now();
  const child = spawn(process.execPath, [release.program], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const output of [child.stdout, child.stderr])
    output.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${env["PORT"]}${path}`);
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It ended: ${said}`);
    const answer = await ask("/health").catch(() => undefined);
    if (answer?.ok) {
      return {
        tookMs: performance.now() - from,
        health: await answer.json(),
        ask,
        stop: () => {
          child.kill("SIGTERM");
          return ended;
        },
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Gives a folder to the account that the release runs under. */
export const giveTo = (folder: string): void => {
  if (isRoot) chownSync(folder, OTHER, OTHER);
};

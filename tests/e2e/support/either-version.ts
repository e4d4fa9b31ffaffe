import { readFileSync } from "node:fs";
import { join } from "node:path";

// Practice starts this file as the application. It is the version that `version.json` in DATA_DIR names, on the record
// of all versions, with a key for all of them.

const { DATA_DIR = "" } = process.env;
const { program, env } = JSON.parse(readFileSync(join(DATA_DIR, "version.json"), "utf8")) as {
  readonly program: string;
  /** null: unset. */
  readonly env: Readonly<Record<string, string | null>>;
};
for (const [name, value] of Object.entries(env))
  if (value === null) delete process.env[name];
  else process.env[name] = value;
await import(program);

import { readFileSync } from "node:fs";
import { join } from "node:path";

// Stands where practice expects the application, and is the version of it that `version.json` in DATA_DIR names: on
// the record of all of them, with a key of all of them.

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

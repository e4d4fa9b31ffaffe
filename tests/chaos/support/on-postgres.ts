import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROGRAM } from "../../support/program.ts";

// Stands where practice expects the application, and is it: on the PostgreSQL that `postgres.json` in
// DATA_DIR names, with the seal key that replicas of it would share.

const { DATA_DIR = "" } = process.env;
const { url, sealKey } = JSON.parse(readFileSync(join(DATA_DIR, "postgres.json"), "utf8")) as {
  url: string;
  sealKey: string;
};
process.env["DATABASE_URL"] = url;
process.env["SEAL_KEY"] = sealKey;
await import(PROGRAM.href);

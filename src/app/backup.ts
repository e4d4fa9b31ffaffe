import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readPlace } from "../config.ts";
import { backUp } from "../record/copy/back-up.ts";
import { noteCopy } from "../record/copy/last-copy.ts";
import { type ExitCode, momentInWords, runCommand, UsageError, versionHere } from "./command.ts";

// `npm run backup -- <file>`: copies the record while Lesson Guard runs (docs/operating.md).

const USAGE =
  "npm run backup -- <file>\n" +
  "Makes a copy of the record in DATA_DIR while Lesson Guard runs. <file> must not be there yet.\n" +
  "A record in PostgreSQL is copied with pg_dump: docs/operating.md.";

const POSTGRES =
  "DATABASE_URL is set: this record is in PostgreSQL, which has its own tools for copies. Nothing was copied. " +
  "docs/operating.md has the commands.";

const inMegabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

await runCommand(USAGE, async (args): Promise<ExitCode> => {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError("Name one file for the copy.");
  const { dataDir, databaseUrl, sealKey } = readPlace(process.env);
  if (databaseUrl !== undefined) {
    console.error(POSTGRES);
    return 2;
  }
  const made = await backUp({ dataDir, file, version: versionHere() });
  // Where it cannot be noted, the copy is good all the same: the check then says that it knows of none.
  await noteCopy(dataDir, made.at).catch(() => undefined);
  const key = join(resolve(dataDir), "seal-key.pem");
  const ofKey =
    sealKey === undefined && existsSync(key)
      ? `The key that seals are signed with is not in it: keep a copy of ${key} in another place, once. It stays the same.`
      : "The key that seals are signed with is not in it: keep SEAL_KEY in another place.";
  console.log(
    `Done. ${made.file} holds the record as it was at ${momentInWords(made.at)} (${inMegabytes(made.bytes)}), and was checked.\n` +
      `It holds names of children and concerns: keep it as closed as the record, and no longer than the school's own time.\n${ofKey}\n` +
      `Next: npm run restore -- --check ${made.file} tries it without changing anything.`,
  );
  return 0;
});

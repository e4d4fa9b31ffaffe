import { createWriteStream, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseEnv } from "node:util";
import { ZipFile } from "yazl";
import { fillIn } from "./fill-in.ts";

// `npm run package [-- environment [zip file]]`: the app package that an administrator uploads to Teams, with
// the values of env/.env.<environment> (dev unless named); the process's own environment goes first.

const folder = import.meta.dirname;
const [environment = "dev", target = join(folder, "build/lesson-guard.zip")] = process.argv.slice(2);
const file = join(folder, `../env/.env.${environment}`);

try {
  const values = { ...(existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {}), ...process.env };
  const zip = new ZipFile();
  // The same date in every file, so that the same values give the same package.
  const options = { mtime: new Date(1980, 0, 1), mode: 0o100644 };
  zip.addBuffer(
    Buffer.from(fillIn(readFileSync(join(folder, "manifest.json"), "utf8"), values)),
    "manifest.json",
    options,
  );
  for (const name of ["en-gb.json", "color.png", "outline.png"]) {
    zip.addBuffer(readFileSync(join(folder, name)), name, options);
  }
  zip.end();
  mkdirSync(dirname(resolve(target)), { recursive: true });
  await pipeline(zip.outputStream, createWriteStream(target));
  console.log(`App package: ${resolve(target)}`);
} catch (error) {
  console.error(
    `${error instanceof Error ? error.message : String(error)} Set it in env/.env.${environment}.`,
  );
  process.exitCode = 1;
}

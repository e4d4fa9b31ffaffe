import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { APPLICATION, build, EVERYTHING, NotBuilt } from "./app/build.ts";

// `npm start`: the application where it has credentials; in a working copy without any, practice, which makes its own.

const root = join(import.meta.dirname, "..");

const start = async (program: string, products: typeof EVERYTHING): Promise<void> => {
  try {
    await build(root, products);
  } catch (error) {
    if (!(error instanceof NotBuilt)) throw error;
    stop(error.message);
    return;
  }
  await import(pathToFileURL(join(root, program)).href);
};

const stop = (why: string): void => {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
};

if (process.env["BOT_ID"]) await start("dist/program/main.mjs", APPLICATION);
else if (existsSync(join(root, "src/practice"))) await start("dist/cloud/main.mjs", EVERYTHING);
else stop("BOT_ID is missing: Lesson Guard does not start without the id of its bot's Entra registration.");

import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { APPLICATION, EVERYTHING, isOutdated } from "./app/build.ts";
import { runApart } from "./launch/run-apart.mjs";

// `npm start`: the application where it has credentials; in a working copy without any, practice, which makes its own.

const root = join(import.meta.dirname, "..");

const start = async (program: string, products: typeof EVERYTHING): Promise<void> => {
  if ((await isOutdated(root, products)) && !isBuilt(products)) {
    process.exitCode = 1;
    return;
  }
  await import(pathToFileURL(join(root, program)).href);
};

type CommandLine = {
  readonly HELP: string;
  readonly readCommandLine: (args: readonly string[], environment: typeof process.env) => unknown;
};

/** Help, and what was not understood, are answered at once: nothing is built for that. */
const isToStart = async (args: readonly string[]): Promise<boolean> => {
  const words = pathToFileURL(join(root, "src/practice/command-line.ts")).href;
  const { HELP, readCommandLine } = (await import(words)) as CommandLine;
  try {
    if (readCommandLine(args, process.env) !== "help") return true;
    process.stdout.write(HELP);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
  return false;
};

const isBuilt = (products: typeof EVERYTHING): boolean =>
  runApart(join(root, "src/app/bundle.ts"), products === EVERYTHING ? ["everything"] : []);

if (process.env["BOT_ID"]) await start("dist/program/main.mjs", APPLICATION);
else if (existsSync(join(root, "src/practice"))) {
  if (await isToStart(process.argv.slice(2))) await start("dist/cloud/main.mjs", EVERYTHING);
} else {
  process.stderr.write(
    "BOT_ID is missing: Lesson Guard does not start without the id of its bot's Entra registration.\n",
  );
  process.exitCode = 1;
}

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

const isBuilt = (products: typeof EVERYTHING): boolean =>
  runApart(join(root, "src/app/bundle.ts"), products === EVERYTHING ? ["everything"] : []);

if (process.env["BOT_ID"]) await start("dist/program/main.mjs", APPLICATION);
else if (existsSync(join(root, "src/practice"))) await start("dist/cloud/main.mjs", EVERYTHING);
else {
  process.stderr.write(
    "BOT_ID is missing: Lesson Guard does not start without the id of its bot's Entra registration.\n",
  );
  process.exitCode = 1;
}

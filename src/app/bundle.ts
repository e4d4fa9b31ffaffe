import { join } from "node:path";
import { readArguments } from "./arguments.ts";
import { APPLICATION, build, EVERYTHING, NotBuilt } from "./build.ts";

// `npm run bundle`: builds what a school's server runs; with "everything", what practice needs as well. A start runs it
// apart (`start.ts`): what it takes to build, some 700 MB, is given back before anything serves.

const USAGE =
  "npm run bundle [-- everything]\n" +
  "Builds what a server runs, into dist/; with everything, what practice needs as well. npm start does it by itself.";
const [what] = readArguments(USAGE, 1, {}).positionals;

try {
  const products = what === "everything" ? EVERYTHING : APPLICATION;
  await build(join(import.meta.dirname, "../.."), products);
} catch (error) {
  if (!(error instanceof NotBuilt)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

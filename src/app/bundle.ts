import { join } from "node:path";
import { APPLICATION, build, EVERYTHING, NotBuilt } from "./build.ts";

// `npm run bundle`: builds what a school's server runs; with "everything", what practice needs as well. A start runs it
// apart (`start.ts`): what it takes to build, some 700 MB, is given back before anything serves.

try {
  const products = process.argv.includes("everything") ? EVERYTHING : APPLICATION;
  await build(join(import.meta.dirname, "../.."), products);
} catch (error) {
  if (!(error instanceof NotBuilt)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

import { join } from "node:path";
import { build } from "../src/app/build.ts";
import { printFigures, runJest } from "./jest.ts";

// `npm run test:nightly`: chaos in its full form (tests/chaos/support/amounts.ts). It takes hours.
// With arguments (`npm run test:nightly -- tests/chaos/fuzz`) only those files.

const ROOT = join(import.meta.dirname, "..");

process.chdir(ROOT);
await build(ROOT);
process.env["CHAOS"] = "full";
const given = process.argv.slice(2);
const { passed, failed } = await runJest(given.length > 0 ? given : ["tests/chaos"]);
printFigures();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

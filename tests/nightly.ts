import { join } from "node:path";
import { printFigures, runJest } from "./jest.ts";

// `npm run test:nightly`: chaos in its full form (tests/chaos/support/amounts.ts). It takes hours.
// With arguments (`npm run test:nightly -- tests/chaos/fuzz`) only those files.

process.chdir(join(import.meta.dirname, ".."));
process.env["CHAOS"] = "full";
const given = process.argv.slice(2);
const { passed, failed } = runJest(given.length > 0 ? given : ["tests/chaos"]);
printFigures();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

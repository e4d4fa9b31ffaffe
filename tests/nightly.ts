import { join } from "node:path";
import { printFigures, runJest } from "./jest.ts";

// `npm run test:nightly`: chaos in its full form (tests/chaos/support/amounts.ts). It takes hours.

process.chdir(join(import.meta.dirname, ".."));
process.env["CHAOS"] = "full";
const { passed, failed } = runJest(["tests/chaos", ...process.argv.slice(2)]);
printFigures();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

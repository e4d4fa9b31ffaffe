import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "../src/app/build.ts";
import { printFigures, runJest } from "./jest.ts";

// `npm run test:nightly`: chaos in its full form (tests/chaos/support/amounts.ts), then mutants of the protocol
// (`npm run test:mutation`). It takes hours. With arguments (`npm run test:nightly -- tests/chaos/fuzz`) only
// those files.

const ROOT = join(import.meta.dirname, "..");
const STRYKER = join(ROOT, "node_modules/@stryker-mutator/core/bin/stryker.js");

process.chdir(ROOT);
await build(ROOT);
process.env["CHAOS"] = "full";
const given = process.argv.slice(2);
const { passed, failed } = await runJest(given.length > 0 ? given : ["tests/chaos", "tests/e2e/crash-"]);
printFigures();
console.log(`${passed} passed, ${failed} failed`);
const enoughKilled = given.length > 0 || (await killMutants());
process.exitCode = failed > 0 || !enoughKilled ? 1 : 0;

/** Prints which mutants survived, and the score; false where it is lower than it may be. */
async function killMutants(): Promise<boolean> {
  const args = [STRYKER, "run", "tests/mutation/stryker.config.mjs"];
  const [status] = await once(spawn(process.execPath, args, { stdio: "inherit" }), "exit");
  return status === 0;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { answerHelp } from "../src/app/arguments.ts";
import { build } from "../src/app/build.ts";
import { BY_NIGHT } from "./by-night.mjs";
import { printFigures, runJest } from "./jest.ts";

// `npm run test:nightly`: chaos in its full form (tests/chaos/support/amounts.ts), every lesson at Microsoft's pace
// (PRACTICE_PACE=slow: 400 ms a round trip, a second for a change), then mutants of one declaration of the protocol in
// eight, others each night (`npm run test:mutation` takes all of them). It takes hours. With arguments
// (`npm run test:nightly -- tests/chaos/fuzz`) only those files.

const ROOT = join(import.meta.dirname, "..");
const STRYKER = join(ROOT, "node_modules/@stryker-mutator/core/bin/stryker.js");

/** What has a fuller form (whatever the amounts have to do with), and what runs by night alone. */
const DEEPER = [
  "--findRelatedTests",
  "tests/chaos/support/amounts.ts",
  ...BY_NIGHT.map((file) => `${file}.test.ts`),
];

/** @returns how many lessons failed at Microsoft's pace */
const playSlowly = async (): Promise<number> => {
  process.env["PRACTICE_PACE"] = "slow";
  const slow = await runJest(["tests/e2e", "--testTimeout=300000"]);
  delete process.env["PRACTICE_PACE"];
  for (const line of slow.what) console.log(`FAILED at Microsoft's pace ${line}`);
  console.log(`At Microsoft's pace: ${slow.passed} passed, ${slow.failed} failed`);
  return slow.failed;
};

/** Prints which mutants survived, and the score; false where it is lower than it may be. */
const killMutants = async (): Promise<boolean> => {
  // As many examples as by day: each mutant runs them.
  const { CHAOS: _, ...given } = process.env;
  const env = {
    ...given,
    MUTANTS_ONE_OF: given["MUTANTS_ONE_OF"] || "8",
    MUTANTS_SEED: given["MUTANTS_SEED"] || new Date().toISOString().slice(0, 10),
  };
  console.log(
    `Mutants of one declaration in ${env.MUTANTS_ONE_OF} (MUTANTS_SEED=${env.MUTANTS_SEED} repeats it)`,
  );
  const args = [STRYKER, "run", "tests/mutation/stryker.config.mjs"];
  const [status] = await once(spawn(process.execPath, args, { stdio: "inherit", env }), "exit");
  return status === 0;
};

/** By the compiler itself; by day oxlint finds the same (tests/worlds.ts). */
const checkTypes = async (): Promise<boolean> => {
  const [status] = await once(spawn(process.execPath, ["tests/types.ts"], { stdio: "inherit" }), "exit");
  return status === 0;
};

answerHelp(
  "npm run test:nightly [-- <jest’s arguments>]\n" +
    "At length, for hours, what npm test does in brief. With arguments only the files that they name.",
);
process.chdir(ROOT);
await build(ROOT);
process.env["CHAOS"] = "full";
const given = process.argv.slice(2);
const { passed, failed, what } = await runJest(given.length > 0 ? given : DEEPER);
printFigures();
for (const line of what) console.log(`FAILED ${line}`);
console.log(`${passed} passed, ${failed} failed`);
const failedSlowly = given.length > 0 ? 0 : await playSlowly();
const enoughKilled = given.length > 0 || (await killMutants());
const typesFit = given.length > 0 || (await checkTypes());
process.exitCode = failed + failedSlowly > 0 || !enoughKilled || !typesFit ? 1 : 0;

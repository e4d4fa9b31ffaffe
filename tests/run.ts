import { execFile } from "node:child_process";
import { join } from "node:path";
import { answerHelp } from "../src/app/arguments.ts";
import { findChromium, NO_CHROMIUM } from "./chromium.ts";
import { printFigures, runJest } from "./jest.ts";
import type { Tally } from "./tally.ts";
import { LINT_AND_TYPES } from "./worlds.ts";

// `npm test`: the checks, then every test. With arguments (`npm test -- tests/protocol`) only jest, with them.

const ROOT = join(import.meta.dirname, "..");
const jestArguments = process.argv.slice(2);
const tally: Tally = { passed: 0, failed: 0 };
/** Checks that did not pass: said once more at the end of a long log. */
const broken: string[] = [];

const check = (name: string, program: string, args: readonly string[]): Promise<void> => {
  const start = performance.now();
  return new Promise((over) => {
    execFile(process.execPath, [program, ...args], { maxBuffer: 2 ** 26 }, (error, output, errors) => {
      const passed = error === null;
      tally[passed ? "passed" : "failed"] += 1;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${passed ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
      if (!passed) broken.push(name);
      if (!passed) console.log(`${output}${errors}`.trimEnd());
      over();
    });
  });
};

answerHelp(
  "npm test [-- <jest’s arguments>]\n" +
    "Every check, then every test of the day. With arguments only the tests that they name, such as npm test -- tests/protocol.",
);
process.chdir(ROOT);
if (jestArguments.length === 0 && !findChromium()) {
  console.error(NO_CHROMIUM);
  process.exit(1);
}
await check("program and pages build", "tests/launch/build.ts", [ROOT]);
/** One after the other beside the tests, which wait for other programs most of the time: all at once keep them waiting. */
const checkAll = async (): Promise<void> => {
  await check("format and lint", "node_modules/@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]);
  await check("types, and lint with types", "node_modules/oxlint/bin/oxlint", LINT_AND_TYPES);
  await check("nothing unused", "node_modules/knip/bin/knip.js", []);
};
const [{ passed, failed, what }] = await Promise.all([
  runJest(jestArguments),
  jestArguments.length > 0 ? undefined : checkAll(),
]);
tally.passed += passed;
tally.failed += failed;
printFigures();
for (const line of [...broken, ...what]) console.log(`FAILED ${line}`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;

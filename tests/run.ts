import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { findChromium, NO_CHROMIUM } from "./chromium.ts";
import { printFigures, runJest } from "./jest.ts";
import type { Tally } from "./tally.ts";

// `npm test`: the checks, then every test. With arguments (`npm test -- tests/protocol`) only jest, with them.

const ROOT = join(import.meta.dirname, "..");
const jestArguments = process.argv.slice(2);
const tally: Tally = { passed: 0, failed: 0 };

process.chdir(ROOT);
if (jestArguments.length === 0) {
  if (!findChromium()) {
    console.error(NO_CHROMIUM);
    process.exit(1);
  }
  check("types", "node_modules/typescript/bin/tsc", ["--noEmit", "-p", "."]);
  check("format and lint", "node_modules/@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]);
  check("lint with types", "node_modules/oxlint/bin/oxlint", ["--type-aware", "--deny-warnings"]);
  check("nothing unused", "node_modules/knip/bin/knip.js", []);
}
check("browser pages build", "tests/launch/build-pages.ts", [ROOT]);
const { passed, failed } = runJest(jestArguments);
tally.passed += passed;
tally.failed += failed;
printFigures();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;

function check(name: string, program: string, args: readonly string[]): void {
  const start = performance.now();
  const done = spawnSync(process.execPath, [program, ...args], { encoding: "utf8", maxBuffer: 2 ** 26 });
  const passed = done.status === 0;
  tally[passed ? "passed" : "failed"] += 1;
  console.log(
    `${passed ? "ok    " : "FAILED"} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
  );
  if (!passed) {
    console.log(`${done.stdout}${done.stderr}`.trimEnd());
  }
}

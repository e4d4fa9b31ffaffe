import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { findChromium, NO_CHROMIUM } from "./chromium.ts";
import { countOf, filesToTryAgain, type JestReport, type Tally, tallyBeside } from "./tally.ts";

// `npm test`: the checks, then every test. With arguments (`npm test -- tests/protocol`) only jest, with them.

const ROOT = join(import.meta.dirname, "..");
const REPORT = join(ROOT, "tests/.output/jest.json");
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
runJest();
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

/**
 * Runs jest; the files that failed are tried once more, alone. Real browsers and programs on two busy
 * cores miss a time limit now and then: that is said, and what fails twice has failed.
 */
function runJest(): void {
  const first = jest(jestArguments);
  const again = filesToTryAgain(first.report);
  if (again.length === 0) {
    add(countOf(first.report, first.status));
    return;
  }
  console.log(`Failed once, tried again alone: ${again.map((file) => relative(ROOT, file)).join(", ")}`);
  const second = jest(["--runInBand", ...again]);
  add(tallyBeside(first.report));
  add(countOf(second.report, second.status));
}

function add({ passed, failed }: Tally): void {
  tally.passed += passed;
  tally.failed += failed;
}

function jest(given: readonly string[]): { report: JestReport | undefined; status: number | null } {
  mkdirSync(join(ROOT, "tests/.output"), { recursive: true });
  rmSync(REPORT, { force: true });
  // A file that failed may have left a server open: that must not keep the whole run from ending.
  const jestItself = ["node_modules/jest/bin/jest.js", "--json", `--outputFile=${REPORT}`, "--forceExit"];
  const args = [...jestItself, ...given];
  // jest's summary goes to stderr; what --json prints on stdout is in the report file.
  const { status } = spawnSync(process.execPath, args, { stdio: ["inherit", "ignore", "inherit"] });
  const report = existsSync(REPORT) ? (JSON.parse(readFileSync(REPORT, "utf8")) as JestReport) : undefined;
  return { report, status };
}

import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { countOf, filesToTryAgain, type JestReport, type Tally, tallyBeside } from "./tally.ts";

const ROOT = join(import.meta.dirname, "..");
const REPORT = join(ROOT, "tests/.output/jest.json");
const FIGURES = join(ROOT, "tests/.output/figures.jsonl");

/**
 * Runs jest; the files that failed are tried once more, alone. Real browsers and programs on two busy
 * cores miss a time limit now and then: that is said, and what fails twice has failed.
 */
export async function runJest(given: readonly string[]): Promise<Tally> {
  mkdirSync(join(ROOT, "tests/.output"), { recursive: true });
  rmSync(FIGURES, { force: true });
  // One for all files and for the second try, so that what failed by chance fails again.
  process.env["CHAOS_SEED"] ||= String(randomInt(2 ** 31));
  const first = await jest(given);
  const again = filesToTryAgain(first.report);
  if (again.length === 0) return countOf(first.report, first.status);
  console.log(`Failed once, tried again alone: ${again.map((file) => relative(ROOT, file)).join(", ")}`);
  const second = await jest(["--runInBand", ...again]);
  const [beside, alone] = [tallyBeside(first.report), countOf(second.report, second.status)];
  return { passed: beside.passed + alone.passed, failed: beside.failed + alone.failed };
}

/** What chaos counted, in one table, with the seed that repeats it. */
export function printFigures(): void {
  if (!existsSync(FIGURES)) return;
  const lines = readFileSync(FIGURES, "utf8").trim().split("\n");
  const figures = lines.map((line) => JSON.parse(line) as { what: string; amount: number | string });
  const width = Math.max(...figures.map(({ what }) => what.length));
  console.log(`Chaos (CHAOS_SEED=${process.env["CHAOS_SEED"]} repeats it):`);
  for (const { what, amount } of figures) console.log(`  ${what.padEnd(width)}  ${amount}`);
}

async function jest(
  given: readonly string[],
): Promise<{ report: JestReport | undefined; status: number | null }> {
  rmSync(REPORT, { force: true });
  // A file that failed may have left a server open: that must not keep the whole run from ending.
  const jestItself = ["node_modules/jest/bin/jest.js", "--json", `--outputFile=${REPORT}`, "--forceExit"];
  const args = [...jestItself, ...given];
  // jest's summary goes to stderr; what --json prints on stdout is in the report file.
  const running = spawn(process.execPath, args, { stdio: ["inherit", "ignore", "inherit"] });
  const [status] = (await once(running, "exit")) as [number | null];
  const report = existsSync(REPORT) ? (JSON.parse(readFileSync(REPORT, "utf8")) as JestReport) : undefined;
  return { report, status };
}

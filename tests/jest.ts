import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { countOf, type JestReport, type Tally, whatFailed } from "./tally.ts";

const ROOT = join(import.meta.dirname, "..");
const REPORT = join(ROOT, "tests/.output/jest.json");
const FIGURES = join(ROOT, "tests/.output/figures.jsonl");

/**
 * Runs jest, once: a test that fails once and passes alone has found something. What is to be built has been.
 */
export const runJest = async (
  given: readonly string[],
): Promise<Tally & { readonly what: readonly string[] }> => {
  process.env["BUILT"] = "yes";
  mkdirSync(join(ROOT, "tests/.output"), { recursive: true });
  rmSync(FIGURES, { force: true });
  // One for all files. Said at the end, it repeats what chaos and the properties did.
  if (process.env["CHAOS"] === "full") process.env["CHAOS_SEED"] ||= String(randomInt(2 ** 31));
  const { report, status } = await jest(given);
  return { ...countOf(report, status), what: whatFailed(report, ROOT) };
};

/** What chaos counted, in one table, with the seed that repeats it. */
export const printFigures = (): void => {
  if (!existsSync(FIGURES)) return;
  const lines = readFileSync(FIGURES, "utf8").trim().split("\n");
  const figures = lines.map((line) => JSON.parse(line) as { what: string; amount: number | string });
  const width = Math.max(...figures.map(({ what }) => what.length));
  const seed = process.env["CHAOS_SEED"];
  console.log(seed === undefined ? "Chaos:" : `Chaos (CHAOS_SEED=${seed} repeats it):`);
  for (const { what, amount } of figures) console.log(`  ${what.padEnd(width)}  ${amount}`);
};

const jest = async (
  given: readonly string[],
): Promise<{ report: JestReport | undefined; status: number | null }> => {
  rmSync(REPORT, { force: true });
  // A file that failed may have left a server open: that must not keep the whole run from ending.
  const jestItself = ["node_modules/jest/bin/jest.js", "--json", `--outputFile=${REPORT}`, "--forceExit"];
  const args = [...jestItself, ...given];
  // jest's summary goes to stderr; what --json prints on stdout is in the report file.
  const running = spawn(process.execPath, args, { stdio: ["inherit", "ignore", "inherit"] });
  const [status] = (await once(running, "exit")) as [number | null];
  const report = existsSync(REPORT) ? (JSON.parse(readFileSync(REPORT, "utf8")) as JestReport) : undefined;
  return { report, status };
};

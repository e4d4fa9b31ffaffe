import { appendFileSync } from "node:fs";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "../../.output/figures.jsonl");

/** Puts a line into the table at the end of the run. */
export const figure = (what: string, amount: number | string): void =>
  appendFileSync(FILE, `${JSON.stringify({ what, amount })}\n`);

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Goal, isMet } from "./figures.ts";
import { ROOT } from "./program.ts";

const PAGE = "docs/performance.md";
const HEADING = "## Why a line is not met, and what would meet it";

/** Why the lines of a case are not met and what would meet them, as the page has it: there is no other place for it. */
export const reasons = (page = readFileSync(join(ROOT, PAGE), "utf8")): ReadonlyMap<string, string> => {
  const [, after = ""] = page.split(`${HEADING}\n`);
  const [section = ""] = after.split("\n## ");
  const items = section.matchAll(/^- \*\*(F\w+)\*\*: (.+)$/gm);
  return new Map([...items].map(([, id = "", words = ""]) => [id, words.replaceAll("`", "")]));
};

/** For each case with a line that is not met. */
export const whyLines = (goals: readonly Goal[]): readonly string[] => {
  const cases = new Set(goals.filter((one) => !isMet(one)).map(({ id }) => id.split(" ")[0] ?? id));
  if (cases.size === 0) return [];
  const known = reasons();
  return [
    "",
    `What is not met, why, and what would meet it (${PAGE}):`,
    ...[...cases].map((id) => `  ${id.padEnd(4)} ${known.get(id) ?? "the page does not say yet"}`),
  ];
};

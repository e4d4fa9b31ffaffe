import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REFUSALS, type RefusalCode } from "../../src/protocol/decision.ts";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/api.md"), "utf8");
const CODES = Object.keys(REFUSALS) as readonly RefusalCode[];

/** Everything that answers, without the list itself. */
const source = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !/^(practice|panel)\/|^protocol\/decision\.ts$/.test(file))
  .map((file) => readFileSync(join(ROOT, "src", file), "utf8"))
  .join("\n");

describe("the codes of refusals", () => {
  it("stand in docs/api.md, each with its status and what it means", () => {
    const rows = CODES.map((code) => `| \`${code}\` | ${REFUSALS[code][0]} | ${REFUSALS[code][1]} |`);
    const printed = PAGE.split("\n").filter((line) => /^\| `[a-z-]+` \| \d{3} \|/.test(line));
    expect(printed).toEqual(rows);
  });

  it("are written one way, in the order of the alphabet", () => {
    expect(CODES.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
    expect(CODES).toEqual([...CODES].toSorted());
  });

  it("are each given by something", () => {
    expect(CODES.filter((code) => !source.includes(`"${code}"`))).toEqual([]);
  });
});

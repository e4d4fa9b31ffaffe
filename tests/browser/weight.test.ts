import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildAll } from "../support/built.ts";

const FOLDER = join(__dirname, "../../dist/panel");
const KB = 1000;

const weightOf = (...files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(FOLDER, file)), { level: 9 }).length, 0);

/** What a browser fetches for this file: itself, and what it says it needs. */
const withAllOf = (file: string, known = new Set<string>()): ReadonlySet<string> => {
  if (known.has(file)) return known;
  known.add(file);
  const text = readFileSync(join(FOLDER, file), "utf8");
  const named = readdirSync(join(FOLDER, "assets")).filter((asset) => text.includes(asset));
  for (const asset of named) withAllOf(`assets/${asset}`, known);
  return known;
};

const neededAtOnce = (): readonly string[] => {
  const page = readFileSync(join(FOLDER, "panel.html"), "utf8");
  return ["panel.html", ...[...page.matchAll(/assets\/[^"]+/g)].map(([file]) => file)];
};

describe("what a slow line carries before a lesson can be paused, ended, or the DSL told", () => {
  beforeAll(buildAll, 300_000);

  it("is at most 45 kB, without the library that draws the checklist", () => {
    expect(weightOf(...neededAtOnce())).toBeLessThanOrEqual(45 * KB);
    const scripts = neededAtOnce().filter((file) => file.endsWith(".js"));
    const holding = scripts.filter((file) =>
      readFileSync(join(FOLDER, file), "utf8").includes("ac-pushButton"),
    );
    expect([scripts.length > 0, holding]).toEqual([true, []]);
  });

  it("and at most 110 kB with all that comes after", () => {
    const all = withAllOf("panel.html");
    expect([...all].filter((file) => file.includes("card-face"))).toHaveLength(1);
    expect(weightOf(...all)).toBeLessThanOrEqual(110 * KB);
  });
});

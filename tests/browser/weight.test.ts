import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildAll } from "../support/built.ts";
import { KB, neededAtOnce, weightOf, withAllOf } from "../support/panel-weight.ts";

const FOLDER = join(import.meta.dirname, "../../dist/panel");

describe("what a slow line carries before a lesson can be paused, ended, or the DSL told", () => {
  beforeAll(buildAll, 300_000);

  it("is at most 45 kB, without the library that draws the checklist", () => {
    expect(weightOf(FOLDER, neededAtOnce(FOLDER))).toBeLessThanOrEqual(45 * KB);
    const scripts = neededAtOnce(FOLDER).filter((file) => file.endsWith(".js"));
    const holding = scripts.filter((file) =>
      readFileSync(join(FOLDER, file), "utf8").includes("ac-pushButton"),
    );
    expect([scripts.length > 0, holding]).toEqual([true, []]);
  });

  it("and at most 110 kB with all that comes after", () => {
    const all = withAllOf(FOLDER);
    expect([...all].filter((file) => file.includes("card-face"))).toHaveLength(1);
    expect(weightOf(FOLDER, all)).toBeLessThanOrEqual(110 * KB);
  });
});

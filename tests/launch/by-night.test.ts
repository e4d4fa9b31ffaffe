import { existsSync } from "node:fs";
import { join } from "node:path";
import { BY_NIGHT, leftOut } from "../by-night.mjs";

const ROOT = join(import.meta.dirname, "../..");

describe("what runs by night alone", () => {
  it("names test files that exist", () => {
    expect(BY_NIGHT.filter((file) => !existsSync(join(ROOT, `${file}.test.ts`)))).toEqual([]);
  });

  it("is left out by day, unless it is named", () => {
    const report = "--outputFile=/somewhere/tests/.output/jest.json";
    expect(leftOut(["--json", report], {})).toHaveLength(BY_NIGHT.length);
    expect(leftOut(["--json", "tests/chaos/faults"], {})).toEqual([]);
    expect(leftOut(["/somewhere/tests/chaos"], {})).toEqual([]);
    expect(leftOut([], { CHAOS: "full" })).toEqual([]);
  });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Rule } from "../../../src/protocol/rules/rule.ts";
import { RULES } from "../../../src/protocol/rules/rules.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { claims, factNames, isMade } from "../../support/claims.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const FILES = readdirSync(join(ROOT, "src/protocol/rules"));

const ALL: readonly (readonly [string, Rule])[] = Object.entries(RULES);

describe.each(ALL)("rule %s", (id, rule) => {
  it("has one file of its own, named by id and word", () => {
    const own = FILES.filter((file) => file.startsWith(`${id.toLowerCase()}-`));
    expect(own).toHaveLength(1);
    expect(readFileSync(join(ROOT, "src/protocol/rules", own[0] ?? ""), "utf8")).toContain(
      `export const ${id}: Rule`,
    );
  });

  it("has a test of its own that goes by its sentence", () => {
    const own = join(import.meta.dirname, `${id.toLowerCase()}.test.ts`);
    expect(existsSync(own)).toBe(true);
    expect(readFileSync(own, "utf8")).toMatch(new RegExp(`describe\\(rule\\("${id}"\\)`));
  });

  it("names facts that the record can hold and that something makes", () => {
    for (const fact of rule.proof) {
      expect(factNames()).toContain(fact);
      expect([fact, isMade(fact)]).toEqual([fact, true]);
    }
  });

  it("names surfaces that exist", () => {
    for (const surface of rule.shows) {
      const { file } = SURFACES[surface];
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
    }
  });
});

it("what looks for claims finds those that are made", () => {
  expect(claims(/^OptionsSeen$|^end-for-all$/)).toEqual(["OptionsSeen", "end-for-all"]);
  expect(["CamerasLet", "MicsLet", "NeverHappened"].map(isMade)).toEqual([true, true, false]);
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredFact } from "../../../src/record/log/stored-fact.ts";
import { currentSchema, UPCASTERS, type Upcasters, upcast } from "../../../src/record/log/upcast.ts";
import { AT } from "../samples.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");

const fact: StoredFact = {
  stream: "lesson/1",
  version: 1,
  type: "CheckMade",
  schema: 1,
  at: AT,
  data: { how: "all" },
  personal: { name: "Mia" },
};

const upcasters: Upcasters = {
  CheckMade: [
    ({ data, ...rest }) => ({ ...rest, data: { ...data, how: data["how"] === "all" ? "sweep" : "each" } }),
    ({ data }) => ({ data: { ...data, by: null } }),
  ],
};

describe("facts of old schemas are brought up to date", () => {
  it("one step after the other", () => {
    const { personal: _, ...rest } = fact;
    expect(upcast(fact, upcasters)).toEqual({ ...rest, schema: 3, data: { how: "sweep", by: null } });
  });

  it("from the schema they were written in", () => {
    expect(upcast({ ...fact, schema: 2 }, upcasters).data).toEqual({ how: "all", by: null });
    expect(upcast({ ...fact, schema: 3 }, upcasters)).toEqual({ ...fact, schema: 3 });
  });

  it("without their personal part, where it was erased", () => {
    const { personal: _, ...erased } = fact;
    expect(upcast(erased, { CheckMade: upcasters["CheckMade"]?.slice(0, 1) ?? [] })).not.toHaveProperty(
      "personal",
    );
  });

  it("and new ones are written in the newest", () => {
    expect(currentSchema("CheckMade", upcasters)).toBe(3);
    expect(currentSchema("CheckMade")).toBe(1);
  });
});

describe("for every schema that has been", () => {
  /** `<type>-<schema>.json`: { "stored": fact as it was written, "read": what it is read as today }. */
  const fixtures = readdirSync(FIXTURES).filter((file) => file.endsWith(".json"));

  it("there is a fixture, read as it should be", () => {
    const needed = Object.entries(UPCASTERS).flatMap(([type, steps]) =>
      steps.map((_, index) => `${type}-${index + 1}.json`),
    );
    expect(fixtures.sort()).toEqual(needed.sort());
    for (const file of fixtures) {
      const { stored, read } = JSON.parse(readFileSync(join(FIXTURES, file), "utf8")) as {
        readonly stored: StoredFact;
        readonly read: StoredFact;
      };
      expect(upcast(stored)).toEqual(read);
    }
  });
});

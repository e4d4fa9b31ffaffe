import type { Json } from "../../../src/protocol/fact.ts";
import { canonicalJson } from "../../../src/record/log/canonical-json.ts";
import { fc } from "../../support/properties.ts";

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

/** The same value with the properties of every object in another order. */
const reordered = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reordered);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, reordered(member as Json)]));
};

describe("canonical JSON", () => {
  it("says the same value as the JSON it was made from", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("does not depend on the order of properties", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it("comes out the same after being stored and read", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });

  it("sorts by code unit, leaves out what is undefined and every space", () => {
    expect(canonicalJson({ b: [1, { z: null, a: "é\n" }], a: undefined, B: true, "": 0 })).toBe(
      '{"":0,"B":true,"b":[1,{"a":"é\\n","z":null}]}',
    );
  });

  it("keeps a property called __proto__", () => {
    expect(canonicalJson(JSON.parse('{"__proto__":1}') as Json)).toBe('{"__proto__":1}');
  });

  it.each([
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["undefined in a list", [undefined]],
    ["a hole in a list", Array(1)],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a function", () => 1],
  ])("refuses %s, which JSON cannot hold", (_, value) => {
    expect(() => canonicalJson({ value } as unknown as Json)).toThrow(TypeError);
  });
});

import { Ajv2020 } from "ajv/dist/2020.js";
import contract from "../../src/practice/cloud/graph/contract.json" with { type: "json" };

const bodies = Object.entries(contract.operations).flatMap(([operation, documented]) =>
  "requestSchema" in documented ? [{ operation, schema: documented.requestSchema }] : [],
);

describe("what practice holds Graph's bodies against", () => {
  it("is there for what the application sends", () => expect(bodies.length).toBeGreaterThan(5));

  it.each(bodies)("is a JSON schema: $operation", ({ schema }) => {
    const ajv = new Ajv2020({ strict: false });
    expect({ valid: ajv.validateSchema(schema), errors: ajv.errors }).toEqual({ valid: true, errors: null });
  });
});

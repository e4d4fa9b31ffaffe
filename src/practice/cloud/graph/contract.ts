import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { asList, asRecord, asText, at } from "../../fields.ts";
import contract from "./contract.json" with { type: "json" };

/** What Microsoft documents for one operation. */
export type Documented = {
  /** Any one of these application permissions is enough. */
  readonly application: readonly string[];
  /** Or one of these resource-specific ones, where the app is installed. */
  readonly rsc: readonly string[];
};

// That the contract's schemas are ones is seen once, by a test, and not at each start.
const ajv = new Ajv2020({ allErrors: true, strict: false, meta: false, validateSchema: false });
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/);
ajv.addFormat("uri", { validate: (text: string) => URL.canParse(text) });

const compiled = new Map<string, ValidateFunction>();

export const documented = (operation: string): Documented | undefined => {
  const found = at(contract.operations, operation);
  if (found === undefined) return undefined;
  const names = (key: string) => asList(at(found, key)).flatMap((name) => asText(name) ?? []);
  return { application: names("application"), rsc: names("rsc") };
};

/** Why Graph would refuse this body, or nothing: unknown property, enum value, type, requirement. */
export const bodyTrouble = (operation: string, body: unknown): string | undefined => {
  const schema = at(contract.operations, operation, "requestSchema");
  if (schema === undefined) return undefined;
  let validate = compiled.get(operation);
  if (!validate) {
    validate = ajv.compile(asRecord(schema));
    compiled.set(operation, validate);
  }
  if (validate(body ?? {})) return undefined;
  // Paths and keywords only: what was sent may hold names.
  return (validate.errors ?? [])
    .map((error) => {
      const extra = asText(error.params["additionalProperty"]);
      return `${error.instancePath || "body"} ${error.message ?? ""}${extra ? ` (${extra})` : ""}`;
    })
    .join("; ");
};

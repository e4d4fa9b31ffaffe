import type { Json } from "../../protocol/fact.ts";

/**
 * One text for one JSON value, so that a digest over it can be made again at any time: keys sorted by
 * code unit, no white space, properties that are undefined left out.
 *
 * @throws TypeError for what JSON cannot carry (NaN, infinities, undefined in a list, anything but
 * plain data): a digest over it could never be checked again.
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new TypeError("canonical JSON carries finite numbers only");
  }
  if (isList(value)) {
    // Array.from visits holes too, which map() would skip.
    return `[${Array.from(value, (item) => canonicalJson(item)).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      throw new TypeError("canonical JSON carries plain objects only");
    }
    const members: string[] = [];
    for (const key of Object.keys(value).sort()) {
      const member = value[key];
      if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
    }
    return `{${members.join(",")}}`;
  }
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError("canonical JSON carries JSON values only");
  return text;
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

import { createHash, randomBytes } from "node:crypto";

/**
 * A GUID that is the same at every start, so that an application database kept with `--data`
 * still knows the practice school.
 */
export const stableId = (name: string): string => {
  const hex = createHash("sha256").update(`practice:${name}`).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
};

/** An opaque value as Microsoft hands them out: no meaning, no order. */
export const opaque = (bytes = 16): string => randomBytes(bytes).toString("base64url");

export const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64url");

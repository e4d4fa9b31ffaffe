import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate is good for 90 days. */
const KEPT_MS = 12 * 3_600_000;

/**
 * Keys and the certificate take longer to make than all the rest of a practice, and tests start hundreds of them:
 * where PRACTICE_KEYS names a folder, what one has made stays there for those that start in the next hours. A
 * practice of a person's own makes its own.
 */
export const findKept = (name: string): string | undefined => {
  const file = fileOf(name);
  if (file === undefined) return undefined;
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
  return Date.now() - made < KEPT_MS && made <= Date.now() ? readFileSync(file, "utf8") : undefined;
};

/** Where several make one at the same time each uses its own, and the last stays. @returns the text */
export const keep = (name: string, text: string): string => {
  const file = fileOf(name);
  if (file === undefined) return text;
  mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
  // Whole, or not there: another practice may look at any moment.
  const whole = `${file}.${randomUUID()}`;
  writeFileSync(whole, text, { mode: 0o600 });
  renameSync(whole, file);
  return text;
};

const fileOf = (name: string): string | undefined => {
  const folder = process.env["PRACTICE_KEYS"];
  return folder === undefined || folder === "" ? undefined : join(folder, name);
};

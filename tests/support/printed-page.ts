import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const DOCS = resolve(import.meta.dirname, "../../docs");

/**
 * Compares a page of docs with what it is printed from. After a change: `WRITE_DOCS=1 npm test -- tests/protocol`
 * prints it again.
 */
export const expectPrinted = (page: string, text: string): void => {
  const path = resolve(DOCS, page);
  if (process.env["WRITE_DOCS"] === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).toBe(text);
};

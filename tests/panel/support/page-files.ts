import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

const ROOT = process.cwd();
const PAGES = join(ROOT, "dist/panel");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** `/panel` → its html, `/assets/…` → that file; nothing for a path without one. */
export const pageFile = async (path: string): Promise<{ type: string; content: Buffer } | undefined> => {
  const name = extname(path) === "" ? `${path}.html` : path;
  const file = join(PAGES, name);
  if (!file.startsWith(PAGES) || !existsSync(file)) {
    return undefined;
  }
  return { type: TYPES[extname(file)] ?? "application/octet-stream", content: await readFile(file) };
};

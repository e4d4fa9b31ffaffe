import { spawnSync } from "node:child_process";
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

/** Builds the panel's pages unless they are fresh, as a start does. Apart, because vite is no CommonJS. */
export function buildPanelPages(): void {
  const program = `
    import { build } from "./src/build.ts";
    await build(process.cwd(), [
      { kind: "pages", source: "src/panel", target: "dist/panel", madeOf: ["src/panel", "src/protocol"] },
    ]);`;
  const done = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (done.status !== 0) {
    throw new Error(`The panel's pages do not build: ${done.stderr}`);
  }
}

/** `/panel` → its html, `/assets/…` → that file; nothing for a path without one. */
export async function pageFile(path: string): Promise<{ type: string; content: Buffer } | undefined> {
  const name = extname(path) === "" ? `${path}.html` : path;
  const file = join(PAGES, name);
  if (!file.startsWith(PAGES) || !existsSync(file)) {
    return undefined;
  }
  return { type: TYPES[extname(file)] ?? "application/octet-stream", content: await readFile(file) };
}

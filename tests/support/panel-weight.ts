import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export const KB = 1000;

/** Bytes of these files of the built panel, as they go over the line (gzip). @param folder `dist/panel` */
export const weightOf = (folder: string, files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);

/** The page and what it fetches before a lesson can be paused, ended, or the DSL told. */
export const neededAtOnce = (folder: string): readonly string[] => {
  const page = readFileSync(join(folder, "panel.html"), "utf8");
  return ["panel.html", ...[...page.matchAll(/assets\/[^"]+/g)].map(([file]) => file)];
};

/** What a browser fetches for this file: itself, and what it says it needs. */
export const withAllOf = (
  folder: string,
  file = "panel.html",
  known = new Set<string>(),
): ReadonlySet<string> => {
  if (known.has(file)) return known;
  known.add(file);
  const text = readFileSync(join(folder, file), "utf8");
  const named = readdirSync(join(folder, "assets")).filter((asset) => text.includes(asset));
  for (const asset of named) withAllOf(folder, `assets/${asset}`, known);
  return known;
};

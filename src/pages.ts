import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { setTimeout } from "node:timers/promises";

/** A folder of browser pages: each `*.html` in `source` becomes a page of `target`. */
export type PageSet = {
  readonly source: string;
  readonly target: string;
  /** The folders whose files the pages are made of. */
  readonly madeOf: readonly string[];
};

/** The panel's pages, which the application serves, and the practice classroom's. */
const PAGE_SETS: readonly PageSet[] = [
  { source: "src/panel", target: "dist/panel", madeOf: ["src/panel", "src/protocol"] },
  { source: "src/practice/classroom", target: "dist/practice", madeOf: ["src/practice"] },
];

const STAMP = ".built-from";

/**
 * Builds the browser pages that are missing or older than what they are made of. A set appears whole or
 * not at all, so two starts at once do not disturb each other.
 *
 * @param root folder of the project
 * @param sets which pages; those whose source folder does not exist or holds no page are passed over
 * @returns the targets that were built
 * @throws what vite throws for a page that does not build
 */
export async function buildPages(root: string, sets: readonly PageSet[] = PAGE_SETS): Promise<string[]> {
  const built = await Promise.all(sets.map((set) => buildSet(root, set)));
  return built.filter((target) => target !== undefined);
}

async function buildSet(root: string, { source, target, madeOf }: PageSet): Promise<string | undefined> {
  const from = join(root, source);
  const pages = existsSync(from) ? (await readdir(from)).filter((name) => name.endsWith(".html")) : [];
  if (pages.length === 0) {
    return undefined;
  }
  const wanted = await fingerprint(root, madeOf);
  const to = join(root, target);
  if ((await stampOf(to)) === wanted) {
    return undefined;
  }
  await mkdir(join(to, ".."), { recursive: true });
  const fresh = await mkdtemp(`${to}-`);
  try {
    await runVite(
      from,
      pages.map((page) => join(from, page)),
      fresh,
    );
    await writeFile(join(fresh, STAMP), wanted);
    await replace(fresh, to, wanted);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return target;
}

async function runVite(from: string, input: string[], outDir: string): Promise<void> {
  // Loaded only when there is something to build: a start with fresh pages does without.
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: from,
    base: "./",
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2022",
      sourcemap: false,
      // The pages' content security policy allows neither inline scripts nor data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input },
    },
  });
}

async function replace(fresh: string, to: string, wanted: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const old = `${fresh}-old-${attempt}`;
    try {
      if (existsSync(to)) {
        await rename(to, old);
      }
      await rename(fresh, to);
      return;
    } catch (error) {
      // Another start moved the same folder in this moment; with the same pages there is nothing left to do.
      if ((await stampOf(to)) === wanted) {
        return;
      }
      if (attempt === 5) {
        throw error;
      }
      await setTimeout(20 * attempt);
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

/** Contents, not dates: a fresh clone and a switched branch give files new dates. */
async function fingerprint(root: string, madeOf: readonly string[]): Promise<string> {
  const folders = await Promise.all(madeOf.map((folder) => filesOf(join(root, folder))));
  const files = [...folders.flat(), join(root, "package-lock.json"), join(root, "src/pages.ts")];
  const hash = createHash("sha256");
  for (const file of files.filter((path) => existsSync(path)).sort()) {
    hash.update(`${relative(root, file).replaceAll(sep, "/")}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

async function filesOf(folder: string): Promise<string[]> {
  if (!existsSync(folder)) {
    return [];
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function stampOf(target: string): Promise<string | undefined> {
  const file = join(target, STAMP);
  return existsSync(file) ? readFile(file, "utf8") : undefined;
}

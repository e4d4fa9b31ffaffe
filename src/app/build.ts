import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { BuildOptions, InlineConfig, Plugin } from "vite";
import { ASCII, SHARED } from "./output.ts";

/** What is built from `source`, in the folder `target`. */
export type Product = {
  /** A folder of browser pages (each `*.html` in it becomes one), or the file a program begins with. */
  readonly kind: "pages" | "program";
  readonly source: string;
  /** Pages built by themselves: what the others share with them is not cut into more files for it. */
  readonly apart?: readonly string[];
  /** Programs that it runs, or that share its parts: built beside it. */
  readonly beside?: readonly string[];
  readonly target: string;
  /** The folders and files it is built from. */
  readonly madeOf: readonly string[];
  /** Folders among them that have no part in it. */
  readonly butNot?: readonly string[];
};

/** The application, and the panel's pages, which it serves. */
export const APPLICATION: readonly Product[] = [
  {
    kind: "program",
    source: "src/main.ts",
    beside: ["src/record/export/pdf-process.ts"],
    target: "dist/program",
    madeOf: ["src"],
    butNot: ["src/panel", "src/practice"],
  },
  {
    kind: "pages",
    source: "src/panel",
    // It shares much with the side panel, whose first download has no room for that.
    apart: ["by-hand.html"],
    target: "dist/panel",
    madeOf: ["src/panel", "src/protocol"],
  },
];

/** The commands of the terminal, for a server that has no source. */
export const COMMANDS: Product = {
  kind: "program",
  source: "src/app/backup.ts",
  beside: ["src/app/preflight.ts", "src/app/restore.ts", "src/app/verify.ts"],
  target: "dist/commands",
  madeOf: ["src"],
  butNot: ["src/panel", "src/practice"],
};

/** The app package that practice's tenant has installed and consented to. */
const PACKAGE = ["appPackage/manifest.json", "appPackage/aad.manifest.json"];

/** With practice: its cloud in one file, because tests start it as often as the application, and its pages. */
export const EVERYTHING: readonly Product[] = [
  ...APPLICATION,
  {
    kind: "program",
    source: "src/practice/main.ts",
    target: "dist/cloud",
    madeOf: ["src/practice", ...PACKAGE],
    butNot: ["src/practice/classroom"],
  },
  {
    kind: "pages",
    source: "src/practice/classroom",
    target: "dist/practice",
    madeOf: ["src/practice", "src/panel/styles"],
  },
];

/** Something is not built, or is older than its source, and the packages that build it are not installed. */
export class NotBuilt extends Error {
  constructor(target: string) {
    super(
      `${target} is missing or older than its source, and vite, which builds it, is not installed here: run ` +
        '"npm ci && npm run bundle" on the machine that you deploy from.',
    );
  }
}

/** Packages that a program loads as they are: with native parts, with files of their own, or seldom needed. */
const NOT_PACKED = ["better-sqlite3", "nodemailer", "pdfkit", "pg-native"];

const STAMP = ".built-from";

/**
 * Builds what is missing or older than its source. A product appears whole or not at all, so two
 * starts at once do not disturb each other.
 *
 * @param root folder of the project
 * @param products which; those whose source does not exist or holds no page are skipped
 * @returns the targets that were built
 * @throws NotBuilt where vite is not installed; vite's own error for a page or a program that does not build
 */
export const build = async (root: string, products: readonly Product[] = EVERYTHING): Promise<string[]> => {
  const built = await Promise.all(products.map((product) => buildOne(resolve(root), product)));
  return built.filter((target) => target !== undefined);
};

/** Whether anything of these is missing or older than its source. */
export const isOutdated = async (root: string, products: readonly Product[]): Promise<boolean> => {
  const at = resolve(root);
  const fresh = await Promise.all(
    products.map(
      async (product) =>
        (await inputOf(at, product)).length === 0 ||
        (await stampOf(join(at, product.target))) === (await fingerprint(at, product)),
    ),
  );
  return fresh.includes(false);
};

const buildOne = async (root: string, product: Product): Promise<string | undefined> => {
  const input = await inputOf(root, product);
  if (input.length === 0) {
    return undefined;
  }
  const wanted = await fingerprint(root, product);
  const to = join(root, product.target);
  if ((await stampOf(to)) === wanted) {
    return undefined;
  }
  await mkdir(join(to, ".."), { recursive: true });
  const fresh = await mkdtemp(`${to}-`);
  try {
    const { build: runVite } = await vite(product.target);
    const how = product.kind === "pages" ? pages(join(root, product.source)) : program(root);
    for (const [n, part] of inParts(input, product).entries())
      await runVite({
        ...how,
        configFile: false,
        logLevel: "warn",
        build: {
          ...how.build,
          outDir: fresh,
          emptyOutDir: n === 0,
          // How long its plugins took is of no use to a person who waits.
          rolldownOptions: { ...how.build.rolldownOptions, input: part, checks: { pluginTimings: false } },
        },
      });
    await writeFile(join(fresh, STAMP), wanted);
    // Otherwise only this account could read it: a service runs under one of its own.
    await chmod(fresh, 0o755);
    await replace(fresh, to, wanted);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return product.target;
};

const inParts = (input: readonly string[], { apart = [] }: Product): readonly string[][] => {
  const isApart = (path: string): boolean => apart.some((page) => path.endsWith(`${sep}${page}`));
  const together = input.filter((path) => !isApart(path));
  return [together, ...input.filter(isApart).map((path) => [path])].filter((part) => part.length > 0);
};

/** Loaded only when there is something to build: a start with everything built does without, and so does a server. */
const vite = async (target: string): Promise<typeof import("vite")> => {
  try {
    return await import("vite");
  } catch (error) {
    const { code } = Object(error) as { readonly code?: unknown };
    if (code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new NotBuilt(target);
  }
};

const inputOf = async (root: string, { kind, source, beside = [] }: Product): Promise<string[]> => {
  const from = join(root, source);
  if (!existsSync(from)) return [];
  if (kind === "program")
    return [from, ...beside.map((one) => join(root, one)).filter((path) => existsSync(path))];
  // In the order in which what they share is written: the panel's comes first, and packs best.
  const pages = (await readdir(from)).filter((name) => name.endsWith(".html"));
  const first = (name: string): number => (name === "panel.html" ? 0 : 1);
  return pages.toSorted((one, other) => first(one) - first(other)).map((name) => join(from, name));
};

type How = InlineConfig & { readonly build: BuildOptions };

/** A page that has only a head, completed with what all pages share (`shell/page.html`). */
const inShell = (from: string): Plugin => ({
  name: "shell",
  transformIndexHtml: {
    order: "pre",
    handler: async (page) => {
      if (/^<!doctype/i.test(page)) return page;
      const shell = await readFile(join(from, "shell/page.html"), "utf8");
      return shell.replace("<!-- page -->", () => page);
    },
  },
});

const pages = (from: string): How => ({
  root: from,
  base: "./",
  plugins: [inShell(from)],
  // The same pages whatever NODE_ENV is set where they are built.
  mode: "production",
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  build: {
    target: "es2022",
    // The pages' content security policy allows neither inline scripts nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "shared", test: SHARED }] } } },
  },
});

/**
 * botbuilder-dialogs, which teams-ai loads, brings recognisers of dates and numbers in ten languages. We use none of
 * its dialogs; while loading, it only looks at the names in their small common part.
 */
const NO_RECOGNISERS = {
  find: /^@microsoft\/recognizers-text-.*/,
  replacement: "@microsoft/recognizers-text",
};

/**
 * With its packages in one file, and otherwise as it was written: names and lines stay readable. The packages' file
 * is in a folder called `node_modules`, where Node does not warn of outdated things that they use.
 */
const program = (root: string): How => ({
  root,
  ssr: { noExternal: true, external: NOT_PACKED },
  // Takes the same files of a package as Node would.
  resolve: { mainFields: ["main"], conditions: ["node"], alias: [NO_RECOGNISERS] },
  plugins: [ASCII],
  build: {
    ssr: true,
    target: "node22",
    minify: false,
    copyPublicDir: false,
    rolldownOptions: {
      output: {
        entryFileNames: "[name].mjs",
        chunkFileNames: "node_modules/[name].mjs",
        codeSplitting: { groups: [{ name: "packages", test: /node_modules/ }] },
      },
    },
  },
});

const replace = async (fresh: string, to: string, wanted: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const old = `${fresh}-old-${attempt}`;
    try {
      if (existsSync(to)) {
        await rename(to, old);
      }
      await rename(fresh, to);
      return;
    } catch (error) {
      // Another start moved the same folder at this moment; with the same contents there is nothing left to do.
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
};

/** By contents, not dates: a fresh clone and a switched branch give files new dates. */
const fingerprint = async (root: string, { madeOf, butNot = [] }: Product): Promise<string> => {
  const folders = await Promise.all(madeOf.map((folder) => filesOf(join(root, folder))));
  const without = butNot.map((folder) => join(root, folder, sep));
  const files = [...folders.flat(), join(root, "package-lock.json"), join(root, "src/app/build.ts")];
  const hash = createHash("sha256");
  for (const file of new Set(files.filter((path) => existsSync(path)).sort())) {
    if (without.some((folder) => file.startsWith(folder))) continue;
    hash.update(`${relative(root, file).replaceAll(sep, "/")}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
};

const filesOf = async (folder: string): Promise<string[]> => {
  if (!existsSync(folder)) {
    return [];
  }
  if ((await stat(folder)).isFile()) {
    return [folder];
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

const stampOf = async (target: string): Promise<string | undefined> => {
  const file = join(target, STAMP);
  return existsSync(file) ? readFile(file, "utf8") : undefined;
};

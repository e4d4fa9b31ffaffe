import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { closureOf, type Lock, nameOf } from "./lock.ts";

/** Packages that the program loads as they are; all others are packed into it. */
const LOADED = ["better-sqlite3", "nodemailer", "pdfkit", "dejavu-fonts-ttf"];

/** Of a package only what runs: neither its source in C nor other shapes of the same code. */
const NEEDED: Readonly<Record<string, (file: string, target: string) => boolean>> = {
  "better-sqlite3": (file, target) =>
    file.startsWith("lib/") || file === `prebuilds/${target}.node` || isAbout(file),
  "dejavu-fonts-ttf": (file) => /^ttf\/DejaVuSans(-Bold)?\.ttf$/.test(file) || isAbout(file),
  // Needed only to compile the one above.
  "node-addon-api": () => false,
};

const isAbout = (file: string): boolean => /^(package\.json|licen[cs]e[^/]*|copying[^/]*)$/i.test(file);

/** Of any package: what only its authors read. */
const ASIDE =
  /(^|\/)\.|(^|\/)(test|tests|__tests__|docs?|example|examples|\.github)\/|\.(map|md|markdown|d\.[cm]?ts|ts|flow)$|\.standalone\.|\.browser\./i;

/** The systems that better-sqlite3 brings a program for. */
export const TARGETS = [
  "linux-x64",
  "linux-arm64",
  "linuxmusl-x64",
  "linuxmusl-arm64",
  "darwin-x64",
  "darwin-arm64",
  "win32-x64",
  "win32-arm64",
] as const;

/**
 * The files of a release, as [path in the release, path in the project].
 *
 * @param root of the project, built
 * @param target system, such as `linux-x64`
 */
export const filesOf = (root: string, lock: Lock, target: string): readonly (readonly [string, string])[] => {
  const built = ["dist/program", "dist/panel", "dist/commands"].flatMap((folder) =>
    under(root, folder).filter((path) => !path.endsWith(".built-from")),
  );
  const loaded = closureOf(lock, LOADED).flatMap((path) => {
    const isNeeded = NEEDED[nameOf(path)] ?? ((file: string) => isAbout(file) || !ASIDE.test(file));
    return under(root, path).filter((file) => {
      const inside = file.slice(path.length + 1);
      return !inside.startsWith("node_modules/") && isNeeded(inside, target);
    });
  });
  return [...built, ...loaded].map((path) => [path, join(root, path)] as const);
};

const under = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => statSync(join(root, path)).isFile())
    .toSorted();

/** The text of each package's licence, one after the other: what is packed has lost its own file. */
export const licencesOf = (root: string, lock: Lock, paths: readonly string[]): string =>
  paths
    .map((path) => {
      const { version = "", license = "see the text" } = lock.packages[path] ?? {};
      const texts = readdirSync(join(root, path))
        .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
        .map((file) => readFileSync(join(root, path, file), "utf8").trim());
      return [`${nameOf(path)} ${version} (${license})`, "", ...texts].join("\n");
    })
    .join(`\n\n${"-".repeat(80)}\n\n`);

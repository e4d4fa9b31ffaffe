import { createWriteStream } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { readArguments } from "../src/app/arguments.ts";
import { APPLICATION, build, COMMANDS } from "../src/app/build.ts";
import { filesOf, licencesOf, TARGETS } from "./contents.ts";
import { closureOf, type Lock, nameOf } from "./lock.ts";
import { sbomOf } from "./sbom.ts";

// `npm run build:release [-- --target linux-x64] [--to folder]`: what a server runs, as a folder and as a zip. It needs
// Node and nothing else: no npm, no source, no practice. docs/admin/one-box.md.

const root = join(import.meta.dirname, "..");
const USAGE =
  "npm run build:release [-- --target <target>] [--to <folder>]\n" +
  "Makes what a server runs, as a folder and as a zip. It needs Node and nothing else.\n" +
  `  --target   ${TARGETS.join(", ")}; this machine’s own unless named\n` +
  "  --to       the folder, which is deleted first; in dist/release unless named";
const { values } = readArguments(USAGE, 0, { target: { type: "string" }, to: { type: "string" } });
const target = values.target ?? `${process.platform}-${process.arch}`;
if (!(TARGETS as readonly string[]).includes(target)) {
  console.error(`There is no release for ${target}. Choose one of: ${TARGETS.join(", ")}.`);
  process.exit(2);
}

type Project = {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
};

/** What an administrator puts in place on a machine of their own. */
const BESIDE = [
  "lesson-guard.service",
  "lesson-guard-copy.service",
  "lesson-guard-copy.timer",
  "lesson-guard.env",
  "Caddyfile",
  "nginx.conf",
  "Dockerfile",
];

const readJson = async <Shape>(path: string): Promise<Shape> =>
  JSON.parse(await readFile(join(root, path), "utf8")) as Shape;

const { version, engines, dependencies } = await readJson<Project>("package.json");
const lock = await readJson<Lock>("package-lock.json");
await build(root, [...APPLICATION, COMMANDS]);

/** The pages draw cards with `adaptivecards`, which a server itself does not load. Types are in no program. */
const packages = closureOf(lock, [...Object.keys(dependencies), "adaptivecards"]).filter(
  (path) => !nameOf(path).startsWith("@types/"),
);
/** By the newest of what it is made of, so that the same source gives the same release. */
const timestamp = new Date(Number(process.env["SOURCE_DATE_EPOCH"] ?? 0) * 1000 || Date.now()).toISOString();
/** What the docs and the program's own sentences call `npm run …` is there under the same name, where npm is. */
const scripts = Object.fromEntries(
  [COMMANDS.source, ...(COMMANDS.beside ?? [])].map((source) => {
    const command = basename(source, ".ts");
    return [command, `node dist/commands/${command}.mjs`];
  }),
);
const description = { name: "lesson-guard", version, private: true, type: "module", engines, scripts };
const written: Readonly<Record<string, string>> = {
  "package.json": `${JSON.stringify(description, null, 2)}\n`,
  "sbom.cdx.json": `${JSON.stringify(sbomOf(lock, packages, { version, timestamp }), null, 2)}\n`,
  "LICENCES.txt": `${licencesOf(root, lock, packages)}\n`,
};
const copied: readonly (readonly [string, string])[] = [
  ...filesOf(root, lock, target),
  [".dockerignore", join(root, "release/dockerignore")],
  ...BESIDE.map((name) => [name, join(root, "release", name)] as const),
];

const name = `lesson-guard-${version}-${target}`;
const folder = resolve(values.to ?? join(root, "dist/release", name));
await rm(folder, { recursive: true, force: true });
let bytes = 0;

/** Readable by every account, writable by its owner alone, whatever the umask is here. */
const put = async (path: string, content: Buffer | string): Promise<void> => {
  const to = join(folder, path);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, content);
  await chmod(to, 0o644);
  bytes += Buffer.byteLength(content);
};

const folders = new Set<string>();
for (const [path, from] of copied) await put(path, await readFile(from));
for (const [path, text] of Object.entries(written)) await put(path, text);
for (const [path] of [...copied, ...Object.entries(written)])
  for (let at = dirname(path); at !== "."; at = dirname(at)) folders.add(at);
for (const one of ["", ...folders]) await chmod(join(folder, one), 0o755);

const zip = new ZipFile();
const options = { mtime: new Date(timestamp), mode: 0o100644 };
for (const path of [...copied.map(([one]) => one), ...Object.keys(written)].toSorted())
  zip.addFile(join(folder, path), `${name}/${path}`, options);
zip.end();
await pipeline(zip.outputStream, createWriteStream(`${folder}.zip`));
console.log(`Release: ${folder} (${(bytes / 1_000_000).toFixed(1)} MB) and ${folder}.zip`);

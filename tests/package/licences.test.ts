import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = join(ROOT, "docs/licences.md");

type Entry = {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: true;
  readonly link?: true;
};
const LOCK: { readonly packages: Readonly<Record<string, Entry>> } = JSON.parse(
  readFileSync(join(ROOT, "package-lock.json"), "utf8"),
);

/** Free to use in a product of any kind, with the licence's text kept. */
const ALLOWED = new Set([
  "MIT",
  "MIT-0",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "Unlicense",
  "(AFL-2.1 OR BSD-3-Clause)",
]);

/** Packages that do not say it in a word: read by hand. */
const READ: Readonly<Record<string, string>> = {
  cldrjs: "MIT",
  "dejavu-fonts-ttf": "Bitstream Vera",
  "escape-regexp-component": "MIT",
  "png-js": "MIT",
};

const packages = Object.entries(LOCK.packages)
  .filter(([path, { dev, link }]) => path.startsWith("node_modules/") && !dev && !link)
  .map(([path, { version = "", license }]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    return { name, version, licence: READ[name] ?? license ?? "none said" };
  });

const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
const page = `# Licences

The packages beside the program, those of practice included, made from \`package-lock.json\`; a test keeps it fresh and refuses other licences.

| Package | Version | Licence |
|---|---|---|
${[...new Set(rows)].sort().join("\n")}
`;

describe("licences", () => {
  it("of all packages are ones that may be used", () => {
    expect(packages.length).toBeGreaterThan(200);
    const others = packages.filter(({ name, licence }) => !ALLOWED.has(licence) && !(name in READ));
    expect(others).toEqual([]);
  });

  // After a change of packages: WRITE_DOCS=1 npm test -- tests/package/licences.test.ts
  it("are listed in docs/licences.md", () => {
    if (process.env["WRITE_DOCS"] === "1") writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, "utf8")).toBe(page);
  });
});

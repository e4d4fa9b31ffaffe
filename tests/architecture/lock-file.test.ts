import { readFileSync } from "node:fs";
import { join } from "node:path";

type Entry = { readonly optionalDependencies?: Readonly<Record<string, string>> };

const LOCK: { readonly packages: Readonly<Record<string, Entry>> } = JSON.parse(
  readFileSync(join(__dirname, "../../package-lock.json"), "utf8"),
);

describe("the lock file", () => {
  it("has an entry for every optional package, so that npm ci works on every platform", () => {
    const edges = Object.entries(LOCK.packages).flatMap(([from, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).map((name) => ({ from, name })),
    );
    expect(edges.length).toBeGreaterThan(100);
    expect(edges.filter(({ from, name }) => !resolves(from, name))).toEqual([]);
  });
});

/** Looks a package up as Node does: beside the one that wants it, then in each folder above. */
function resolves(from: string, name: string): boolean {
  const candidates = [`node_modules/${name}`];
  for (
    let folder = from;
    folder !== "";
    folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")
  ) {
    candidates.push(`${folder}/node_modules/${name}`);
  }
  return candidates.some((path) => path in LOCK.packages);
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Wanted = Readonly<Record<string, string>>;
type Entry = {
  readonly dependencies?: Wanted;
  readonly optionalDependencies?: Wanted;
  readonly peerDependencies?: Wanted;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly link?: true;
  readonly resolved?: string;
  readonly hasInstallScript?: true;
};

const ROOT = join(import.meta.dirname, "../..");

const LOCK: { readonly packages: Readonly<Record<string, Entry>> } = JSON.parse(
  readFileSync(join(ROOT, "package-lock.json"), "utf8"),
);

describe("the lock file", () => {
  it("has an entry for every optional package, so that npm ci works on every platform", () => {
    const edges = Object.entries(LOCK.packages).flatMap(([from, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).map((name) => ({ from, name })),
    );
    expect(edges.length).toBeGreaterThan(100);
    expect(edges.filter(({ from, name }) => resolved(from, name) === undefined)).toEqual([]);
  });

  it("gives a school's server no package of practice and none that builds", () => {
    const served = reachable("");
    const practice = Object.keys(LOCK.packages["src/practice"]?.dependencies ?? {});
    const own = practice.filter((name) => !(name in (LOCK.packages[""]?.dependencies ?? {})));
    expect(own).toEqual(expect.arrayContaining(["adaptivecards", "ajv", "selfsigned", "swiper"]));
    expect(
      [...own, "lesson-guard-practice", "vite"].filter((name) => served.has(`node_modules/${name}`)),
    ).toEqual([]);
    expect(served.size).toBeGreaterThan(100);
  });

  // What npm adds by itself to a lock file that lacks it: with these, `npm install` leaves the file as it is.
  it("says which packages would run something at install", () => {
    const silent = Object.entries(LOCK.packages).filter(
      ([path, { hasInstallScript }]) =>
        path.startsWith("node_modules/") && !hasInstallScript && runsAtInstall(path),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
    expect(runsAtInstall("node_modules/better-sqlite3")).toBe(true);
  });

  it("names no registry, as .npmrc says", () => {
    expect(readFileSync(join(ROOT, ".npmrc"), "utf8")).toContain("omit-lockfile-registry-resolved=true");
    const resolved = Object.values(LOCK.packages).filter(
      (entry) => entry.resolved !== undefined && !entry.link,
    );
    expect(resolved).toEqual([]);
  });
});

/** What `npm ci --omit=dev` puts there where the folder of practice is not. */
const reachable = (from: string, found = new Set<string>()): ReadonlySet<string> => {
  const {
    dependencies,
    optionalDependencies,
    peerDependencies,
    peerDependenciesMeta = {},
  } = LOCK.packages[from] ?? {};
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta[name]?.optional);
  for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
    const path = resolved(from, name);
    if (path === undefined || found.has(path)) continue;
    found.add(path);
    reachable(path, found);
  }
  return found;
};

/** As npm sees it: a native part is built where nothing else is said. */
const runsAtInstall = (path: string): boolean => {
  const folder = join(ROOT, path);
  if (!existsSync(join(folder, "package.json"))) return false;
  if (existsSync(join(folder, "binding.gyp"))) return true;
  const { scripts = {} }: { readonly scripts?: Wanted } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  return ["preinstall", "install", "postinstall"].some((name) => name in scripts);
};

/** Looks a package up as Node does: beside the one that wants it, then in each folder above. */
const resolved = (from: string, name: string): string | undefined => {
  const candidates: string[] = [];
  for (
    let folder = from;
    folder.includes("node_modules/");
    folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")
  ) {
    candidates.push(`${folder}/node_modules/${name}`);
  }
  return [...candidates, `node_modules/${name}`].find((path) => path in LOCK.packages);
};

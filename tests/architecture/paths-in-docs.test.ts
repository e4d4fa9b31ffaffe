import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const PAGES = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith(".md"),
);
const ROOMS = readdirSync(join(ROOT, "src"));

/** `protocol/who/rights.ts` is meant from src/ on, on the page about practice `meeting/lobby.ts` from there. */
const placesOf = (path: string, page: string): readonly string[] => [
  path,
  join("src", path),
  ...(page === "docs/practice.md" ? [join("src/practice", path)] : []),
];

/** Paths of files and folders as a page names them; not addresses, names of packages or patterns. */
const pathsIn = (page: string): readonly string[] =>
  [...readFileSync(join(ROOT, page), "utf8").matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => [...ROOMS, "src", "tests", "docs", "infra", "env"].includes(path.split("/")[0] ?? ""));

it.each(PAGES)("%s names no file or folder that does not exist", (page) => {
  const lost = pathsIn(page).filter(
    (path) => !placesOf(path, page).some((place) => existsSync(join(ROOT, place))),
  );
  expect(lost).toEqual([]);
});

it("finds the paths that a page names", () => {
  expect(pathsIn("docs/architecture.md")).toContain("protocol/lesson/settle.ts");
});

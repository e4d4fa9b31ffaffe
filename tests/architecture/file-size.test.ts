import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const MOST_LINES = 300;

/** Longer, because what they share is dear to make: a part of its own would begin it once more. */
const MAY_BE_LONGER: Readonly<Record<string, string>> = {
  "tests/chaos/support/fuzz-requests.ts": "one list of requests",
  "tests/e2e/who-may-press.test.ts": "one start of the whole program",
  "tests/meeting/platform.test.ts": "one stage of Graph",
  "tests/protocol/screen/walk.test.ts": "one walk over all states",
  "tests/record/copy/restore.test.ts": "one copy of both engines",
  "tests/rights/walk.test.ts": "one start of the whole program",
  "tests/teams/receive.test.ts": "one server with its keys",
};

/** What a person reads as code; Microsoft's own contract (JSON) is as long as Microsoft made it. */
const isCode = (path: string): boolean =>
  /\.(ts|tsx|mjs|css|html)$/.test(path) && !path.startsWith(join("tests", ".output"));

const filesOf = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter(isCode);

const lines = (path: string): number => readFileSync(join(ROOT, path), "utf8").trimEnd().split("\n").length;

const longIn = (files: readonly string[]): readonly string[] =>
  files.filter((path) => lines(path) > MOST_LINES).map((path) => path.replaceAll("\\", "/"));

it.each(["src", "tests"])("no file of %s is longer than 300 lines, but for those that say why", (folder) => {
  const files = filesOf(folder);
  expect(files.length).toBeGreaterThan(300);
  const named = Object.keys(MAY_BE_LONGER).filter((path) => path.startsWith(`${folder}/`));
  expect(longIn(files).toSorted()).toEqual(named.toSorted());
});

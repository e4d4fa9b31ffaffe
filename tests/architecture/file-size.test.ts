import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SRC = join(__dirname, "../../src");
const MOST_LINES = 300;

/** What a person reads as code; Microsoft's own contract (JSON) is as long as Microsoft made it. */
const isCode = (path: string): boolean => /\.(ts|tsx|mjs|css|html)$/.test(path);

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(isCode);

const lines = (path: string): number => readFileSync(join(SRC, path), "utf8").trimEnd().split("\n").length;

it("no file of src is longer than 300 lines", () => {
  expect(files.length).toBeGreaterThan(300);
  const long = files.filter((path) => lines(path) > MOST_LINES);
  expect(long.map((path) => `src/${path}: ${lines(path)} lines`)).toEqual([]);
});

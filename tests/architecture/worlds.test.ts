import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");

/** A program of one line under the settings of a world; beside the world's files, so that packages are found. */
const complaints = (world: string, line: string): string => {
  const folder = mkdtempSync(join(ROOT, "tests/.output-world-"));
  try {
    writeFileSync(join(folder, "one.ts"), `${line}\n`);
    const settings = {
      extends: relative(folder, join(ROOT, world, "tsconfig.json")),
      include: ["one.ts"],
      exclude: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    const { stdout, status } = spawnSync(process.execPath, [TSC, "--noEmit", "-p", folder], {
      encoding: "utf8",
    });
    return status === 0 ? "" : stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const DOM = "export const page: unknown = document.body;";
const NODE = "export const home: string | undefined = process.env.HOME;";

describe("each world knows only what is there", () => {
  it.each(["src", "src/practice"])("%s, a server, knows Node and no page", (world) => {
    expect(complaints(world, DOM)).toContain("'document'");
    expect(complaints(world, `${NODE}`.replace("env.HOME", `env["HOME"]`))).toBe("");
  });

  it.each(["src/panel", "src/practice/classroom"])(
    "%s, in a browser, knows a page and nothing of Node",
    (world) => {
      expect(complaints(world, DOM)).toBe("");
      expect(complaints(world, NODE)).toContain("'process'");
    },
  );
});

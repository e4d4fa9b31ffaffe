import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { codeOf } from "../mutation/code.ts";
import { countOf, type JestReport, whatFailed } from "../tally.ts";
import { Modules } from "./modules.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** jest itself, with the files in `left/`, one after the other in one process. */
const runCases = (): JestReport => {
  const folder = mkdtempSync(join(tmpdir(), "native-"));
  const report = join(folder, "jest.json");
  try {
    const jest = [
      join(ROOT, "node_modules/jest/bin/jest.js"),
      "--runInBand",
      "--forceExit",
      "--json",
      `--outputFile=${report}`,
    ];
    spawnSync(process.execPath, [...jest, "--testMatch=**/tests/native/left/*.case.ts"], {
      cwd: ROOT,
      stdio: "ignore",
    });
    return JSON.parse(readFileSync(report, "utf8")) as JestReport;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe("tests in one process", () => {
  const report = runCases();
  const namesOf = (status: string) =>
    (report.testResults ?? []).flatMap(({ assertionResults }) =>
      assertionResults.filter((one) => one.status === status).map(({ fullName }) => fullName),
    );

  it("find nothing that another file left, though it left all it could", () => {
    const name = "finds nothing that another file left";
    expect(namesOf("passed")).toEqual([name, name]);
  });

  it("fail when they wait for what never comes, each under its whole name", () => {
    expect(namesOf("failed")).toEqual([
      "in this file waits for what never comes",
      "in this file fails at a line that can be found",
    ]);
    expect(countOf(report, 1)).toEqual({ passed: 2, failed: 2 });
    expect(whatFailed(report, ROOT)[0]).toContain("Exceeded timeout of 100 ms");
  });

  it("name the line they fail at as it is written", () => {
    const file = join(ROOT, "tests/native/left/one.case.ts");
    const line =
      readFileSync(file, "utf8")
        .split("\n")
        .findIndex((text) => text.includes("toBe(2)")) + 1;
    const messages = (report.testResults ?? []).map(({ message }) => message).join("\n");
    expect(messages).toContain(`one.case.ts:${line}:20`);
  });
});

describe("a set of modules", () => {
  const path = join(import.meta.dirname, "modules.ts");

  it("loads each file once, and another set loads it anew", () => {
    const set = new Modules(codeOf);
    expect(set.load(path)).toBe(set.load(path));
    expect(new Modules(codeOf).load(path)).not.toBe(set.load(path));
  });

  it("gives what stands in a module's place, and the actual one to a test that asks for it", () => {
    const [test, user] = ["some.test.ts", "user.ts"].map((name) => join(import.meta.dirname, name));
    const set = new Modules((file) =>
      file === user ? 'exports.found = require("./made-up.ts");' : 'exports.actual = "found";',
    );
    set.mock(test ?? "", "./made-up.ts", () => "in its place");
    expect(set.load(user ?? "")).toEqual({ found: "in its place" });
    expect(set.actual(test ?? "", "./made-up.ts")).toEqual({ actual: "found" });
  });
});

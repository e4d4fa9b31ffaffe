import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const OXLINT = join(ROOT, "node_modules/oxlint/bin/oxlint");

const REFUSED: readonly (readonly [path: string, line: string])[] = [
  ["src/protocol/here.ts", `import { a } from "../record/a.ts";`],
  ["src/protocol/here.ts", `import type { A } from "../desk/a.ts";`],
  ["src/protocol/here.ts", `import { config } from "../config.ts";`],
  ["src/protocol/here.ts", `import { readFileSync } from "node:fs";`],
  ["src/protocol/here.ts", `import { Client } from "@microsoft/microsoft-graph-client";`],
  ["src/protocol/deep/here.ts", `import { a } from "../../meeting/a.ts";`],
  ["src/record/here.ts", `import { a } from "../desk/a.ts";`],
  ["src/record/here.ts", `import { a } from "../meeting/a.ts";`],
  ["src/meeting/here.ts", `import { a } from "../web/a.ts";`],
  ["src/desk/here.ts", `import { a } from "../teams/a.ts";`],
  ["src/desk/here.ts", `import { a } from "../duty/a.ts";`],
  ["src/teams/here.ts", `import { a } from "../web/a.ts";`],
  ["src/web/here.ts", `import { a } from "../duty/a.ts";`],
  ["src/web/here.ts", `import { main } from "../main.ts";`],
  ["src/duty/here.ts", `import { a } from "../practice/a.ts";`],
  ["src/duty/here.ts", `import { a } from "../app/a.ts";`],
  ["src/app/here.ts", `import { a } from "../practice/a.ts";`],
  ["src/panel/here.ts", `import { a } from "../web/a.ts";`],
  ["src/practice/here.ts", `import { a } from "../protocol/a.ts";`],
  ["src/practice/cloud/here.ts", `import { config } from "../../config.ts";`],
  ["src/practice/cloud/here.ts", `import { a } from "../../meeting/a.ts";`],
  ["src/practice/cloud/graph/here.ts", `import { a } from "../../../meeting/a.ts";`],
  ["src/protocol/a/b/c/here.ts", `import { a } from "../../../../record/a.ts";`],
  ["src/protocol/here.ts", `export const now = () => process.uptime();`],
  ["src/protocol/here.ts", `export const now = () => Date.now();`],
  ["src/protocol/here.ts", `export const now = () => performance.now();`],
  ["src/protocol/here.ts", `export const now = () => globalThis.Date.now();`],
  ["src/protocol/here.ts", `export const any = () => Math.random();`],
  ["src/protocol/here.ts", `export const any = () => crypto.randomUUID();`],
  ["src/protocol/here.ts", `import { randomUUID } from "node:crypto";`],
];

const ALLOWED: typeof REFUSED = [
  ["src/protocol/here.ts", `import type { A } from "./a.ts";`],
  ["src/protocol/deep/here.ts", `import { a } from "../a.ts";`],
  ["src/protocol/here.ts", `import { parse } from "csv-parse/sync";`],
  ["src/record/here.ts", `import { a } from "../protocol/a.ts";`],
  ["src/desk/here.ts", `import { a } from "../record/a.ts";`],
  ["src/desk/here.ts", `import { a } from "../meeting/a.ts";`],
  ["src/teams/cards/here.ts", `import { a } from "../../desk/a.ts";`],
  ["src/web/here.ts", `import type { Config } from "../config.ts";`],
  ["src/duty/here.ts", `import { a } from "../teams/a.ts";`],
  ["src/panel/here.ts", `import type { A } from "../web/a.ts";`],
  ["src/practice/here.ts", `import type { A } from "../protocol/a.ts";`],
  ["src/practice/cloud/here.ts", `import { a } from "../meeting/a.ts";`],
  ["src/practice/cloud/graph/here.ts", `import { a } from "../../meeting/a.ts";`],
  ["src/practice/classroom/here.ts", `import { a } from "../cloud/a.ts";`],
  ["src/app/here.ts", `import { a } from "../duty/a.ts";`],
  ["src/main.ts", `import { a } from "./app/a.ts";`],
];

/** Types alone, and each arrow for itself allowed. */
const CIRCLE: typeof REFUSED = [
  ["src/record/round/a.ts", `import type { C } from "./c.ts";\nexport type A = { readonly c?: C };`],
  ["src/record/round/b.ts", `import type { A } from "./a.ts";\nexport type B = { readonly a?: A };`],
  ["src/record/round/c.ts", `import { type B } from "./b.ts";\nexport type C = { readonly b?: B };`],
];

describe("arrows between folders point one way", () => {
  const complaints = new Map<string, string[]>();

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), "arrows-"));
    try {
      copyFileSync(join(ROOT, "oxlint.config.ts"), join(folder, "oxlint.config.ts"));
      symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
      const cases = [...REFUSED, ...ALLOWED];
      for (const [index, [path, line]] of cases.entries()) {
        const file = join(folder, numbered(path, index));
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `${line}\n`);
      }
      for (const [path, line] of CIRCLE) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), `${line}\n`);
      }
      const { stdout } = spawnSync(process.execPath, [OXLINT, "--format", "json", "src"], {
        cwd: folder,
        encoding: "utf8",
      });
      const found: LintReport = JSON.parse(stdout);
      // A configuration that does not load would make every "may" pass.
      expect(found.number_of_files).toBe(cases.length + CIRCLE.length);
      for (const { filename, code } of found.diagnostics) {
        complaints.set(filename, [...(complaints.get(filename) ?? []), code]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each(REFUSED.map((example, index) => [...example, index] as const))(
    "%s may not say %s",
    (path, _line, index) => {
      expect(complaints.get(numbered(path, index))).toContainEqual(expect.stringContaining("no-restricted"));
    },
  );

  it.each(ALLOWED.map((example, index) => [...example, REFUSED.length + index] as const))(
    "%s may say %s",
    (path, _line, index) => {
      expect(complaints.get(numbered(path, index)) ?? []).not.toContainEqual(
        expect.stringContaining("no-restricted"),
      );
    },
  );

  it("and lead into no circle, also of types alone", () => {
    for (const [path] of CIRCLE) {
      expect(complaints.get(path)).toContainEqual(expect.stringContaining("no-cycle"));
    }
  });
});

type LintReport = {
  readonly number_of_files: number;
  readonly diagnostics: readonly { readonly filename: string; readonly code: string }[];
};

const numbered = (path: string, index: number): string => path.replace(/\.ts$/, `-${index}.ts`);

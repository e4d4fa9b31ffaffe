import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LINT_AND_TYPES } from "../worlds.ts";

const OXLINT = resolve(import.meta.dirname, "../../node_modules/oxlint/bin/oxlint");

const TSGOLINT = resolve(import.meta.dirname, "../../node_modules/.bin/tsgolint");

/** What the check of `npm test` says of a project of one file. */
const checked = (code: string): { readonly status: number | null; readonly said: string } => {
  const folder = mkdtempSync(join(tmpdir(), "types-"));
  try {
    writeFileSync(
      join(folder, "tsconfig.json"),
      '{ "compilerOptions": { "strict": true, "lib": ["ES2024"] } }',
    );
    writeFileSync(join(folder, "one.ts"), code);
    const { status, stdout } = spawnSync(process.execPath, [OXLINT, ...LINT_AND_TYPES], {
      cwd: folder,
      env: { ...process.env, OXLINT_TSGOLINT_PATH: TSGOLINT },
      encoding: "utf8",
    });
    return { status, said: stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe("the lint of npm test", () => {
  it("fails for what is of the wrong type, and for what is not in its world", () => {
    const { status, said } = checked("export const a: number = 'b';\nexport const c = document;\n");
    expect(status).toBe(1);
    expect(said).toContain("TS2322");
    expect(said).toContain("TS2584");
  });

  it("passes what fits", () => {
    expect(checked("export const a: number = 1;\n")).toMatchObject({ status: 0 });
  });
});

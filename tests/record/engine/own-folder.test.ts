import { chmodSync, mkdirSync, mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownFolder } from "../../../src/record/engine/own-folder.ts";
import { openSqlite } from "../../../src/record/engine/sqlite.ts";
import { openSealKey } from "../../../src/record/seal/seal-key.ts";

const modeOf = (path: string): number => statSync(path).mode & 0o777;

const folder = (mode?: number): string => {
  const dataDir = join(mkdtempSync(join(tmpdir(), "own-folder-")), "data");
  if (mode === undefined) return dataDir;
  mkdirSync(dataDir);
  chmodSync(dataDir, mode);
  return dataDir;
};

describe("the folder of the record", () => {
  it.each([
    ["is not there yet", undefined],
    ["may be read by others", 0o755],
    ["may be written by others", 0o777],
    ["is open to a group", 0o770],
  ])("is closed to others where it %s", async (_what, mode) => {
    const dataDir = folder(mode);
    const database = await openSqlite({ dataDir });
    await database.close();
    expect(modeOf(dataDir)).toBe(0o700);
    expect(modeOf(join(dataDir, "record.sqlite"))).toBe(0o600);
  });

  it("is closed where it holds the seal key alone", () => {
    const dataDir = folder(0o755);
    openSealKey({ dataDir });
    expect(modeOf(dataDir)).toBe(0o700);
  });

  it("gives its owner nothing that they have taken away", () => {
    const dataDir = folder(0o755);
    chmodSync(dataDir, 0o577);
    ownFolder(dataDir);
    expect(modeOf(dataDir)).toBe(0o500);
  });
});

import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backUp } from "../../../src/record/copy/back-up.ts";
import { restore } from "../../../src/record/copy/restore.ts";
import { OtherAccountError, ownFolder, refuseOtherAccount } from "../../../src/record/engine/own-folder.ts";
import { openSqlite } from "../../../src/record/engine/sqlite.ts";
import { openSealKey } from "../../../src/record/seal/seal-key.ts";

const modeOf = (path: string): number => statSync(path).mode & 0o777;

const made: string[] = [];
afterAll(() => {
  for (const one of made) rmSync(one, { recursive: true, force: true });
});

const folder = (mode?: number): string => {
  const parent = mkdtempSync(join(tmpdir(), "own-folder-"));
  made.push(parent);
  const dataDir = join(parent, "data");
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

const isRoot = process.geteuid?.() === 0;
/** "nobody" on every Linux. */
const NOBODY = 65_534;

describe("the record of another account", () => {
  it("is left alone by root, who would lock that account out", () => {
    const dataDir = folder(0o700);
    writeFileSync(join(dataDir, "record.sqlite"), "");
    const { uid } = statSync(dataDir);
    const asRoot = () => refuseOtherAccount(dataDir, 0);
    if (uid === 0) expect(asRoot).not.toThrow();
    else expect(asRoot).toThrow(OtherAccountError);
    expect(() => refuseOtherAccount(dataDir, 12_345)).not.toThrow();
  });

  const version = "test";
  (isRoot ? it.each : it.skip.each)([
    ["opens it", (dataDir: string) => openSqlite({ dataDir })],
    ["copies it", (dataDir: string) => backUp({ dataDir, file: join(dataDir, "copy"), version })],
    [
      "puts a copy in its place",
      (dataDir: string) =>
        restore({ dataDir, file: join(dataDir, "record.sqlite"), version, key: undefined, newKey: true }),
    ],
  ] as const)("is not changed, and how it is done is said, where root %s", async (_what, work) => {
    const dataDir = folder(0o700);
    await (await openSqlite({ dataDir })).close();
    for (const name of ["", ...readdirSync(dataDir)]) chownSync(join(dataDir, name), NOBODY, NOBODY);
    const before = readdirSync(dataDir);
    await expect((async () => work(dataDir))()).rejects.toThrow(
      `runuser -u nobody -- env DATA_DIR=${dataDir}`,
    );
    expect(readdirSync(dataDir)).toEqual(before);
  });
});

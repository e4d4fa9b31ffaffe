import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { steadily } from "../../../src/record/engine/sqlite-away.ts";
import { keepReserve } from "../../../src/record/engine/sqlite-reserve.ts";

const MIB = 1024 * 1024;

describe("room that is kept back for a full disk", () => {
  let folder: string;
  let file: string;
  let room: number;
  const open = () => keepReserve(folder, () => room);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "reserve-"));
    file = join(folder, "reserve");
    room = 100 * MIB;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is taken from the disk for real, and read by no other account", () => {
    open();
    const { size, blocks, mode } = statSync(file);
    expect([size, mode & 0o777]).toEqual([8 * MIB, 0o600]);
    expect(blocks * 512).toBeGreaterThanOrEqual(8 * MIB);
  });

  it("is not taken from a disk that is nearly full, and then there is none to give", () => {
    room = 63 * MIB;
    const reserve = open();
    expect([existsSync(file), reserve.free()]).toEqual([false, false]);
    expect(() => reserve.roomLeft()).not.toThrow();
  });

  it("is given once; meanwhile the record is said to be away, until there is room to keep it back again", () => {
    const reserve = open();
    expect(() => reserve.roomLeft()).not.toThrow();
    room = 0;
    expect([reserve.free(), existsSync(file), reserve.free()]).toEqual([true, false, false]);
    expect(() => reserve.roomLeft()).toThrow(expect.objectContaining({ code: "storage-away" }));
    room = 8 * MIB;
    expect(() => reserve.roomLeft()).toThrow(expect.objectContaining({ code: "storage-away" }));
    room = 100 * MIB;
    expect(() => reserve.roomLeft()).not.toThrow();
    expect(existsSync(file)).toBe(true);
  });

  it("lets what met a full disk be done after all, once, and nothing else", async () => {
    const reserve = open();
    const failing = (code: string, times: number) => {
      let tries = 0;
      return async () => {
        tries += 1;
        if (tries <= times) throw Object.assign(new Error(code), { code });
        return tries;
      };
    };
    expect(await steadily(failing("SQLITE_FULL", 1), reserve)).toBe(2);
    // It has been given: the next one is told that the record is away.
    await expect(steadily(failing("SQLITE_FULL", 1), reserve)).rejects.toMatchObject({
      code: "storage-away",
      cause: { code: "SQLITE_FULL" },
    });
    const another = open();
    await expect(steadily(failing("SQLITE_READONLY", 1), another)).rejects.toMatchObject({
      code: "storage-away",
    });
    await expect(steadily(failing("SQLITE_CONSTRAINT", 1), another)).rejects.toMatchObject({
      code: "SQLITE_CONSTRAINT",
    });
    await expect(steadily(failing("SQLITE_FULL", 2), another)).rejects.toMatchObject({
      code: "storage-away",
    });
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { backUp } from "../../../src/record/copy/back-up.ts";
import { takeMark } from "../../../src/record/copy/copy-mark.ts";
import { busy } from "../../support/busy.ts";
import { type OpenRecord, openRecord } from "../../support/opened.ts";
import { AT, adding, erasing, fact, NOW } from "../samples.ts";

/** Some pages each. */
const LONG = "x".repeat(20_000);
const BEFORE = 150;

describe("a copy of the record while the program works on it", () => {
  let folder: string;
  let dataDir: string;
  let record: OpenRecord;

  const copy = async (file = join(folder, "copy.sqlite")) =>
    backUp({ dataDir, file, version: "1.2.3", clock: () => NOW });
  const append = async (n: number): Promise<void> => {
    await record.append(adding("lesson:l1", n, fact("PersonArrived", { data: { n, LONG } })));
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "copies-"));
    dataDir = join(folder, "data");
    record = await openRecord({ dataDir });
    for (let n = 0; n < BEFORE; n += 1) await append(n);
  });

  afterAll(async () => {
    await record.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds all of one moment, whatever is recorded meanwhile, in one file that is closed to others", async () => {
    let length = BEFORE;
    let copying = true;
    const working = (async () => {
      while (copying) {
        await append(length);
        length += 1;
        await new Promise(setImmediate);
      }
    })();
    const made = await copy();
    copying = false;
    await working;

    expect(made).toMatchObject({ at: AT, version: "1.2.3", bytes: statSync(made.file).size });
    expect(length).toBeGreaterThan(BEFORE + 1);
    expect(statSync(made.file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(["copy.sqlite", "data"]);

    const elsewhere = mkdtempSync(join(tmpdir(), "copied-"));
    writeFileSync(join(elsewhere, "record.sqlite"), readFileSync(made.file));
    expect(takeMark(join(elsewhere, "record.sqlite"))).toEqual({ at: AT, version: "1.2.3" });
    const copied = await openRecord({ dataDir: elsewhere });
    const its = await copied.verifyStream("lesson:l1");
    expect(its.intact && its.length >= BEFORE && its.length < length).toBe(true);
    await copied.close();
    rmSync(elsewhere, { recursive: true, force: true });
  });

  it("is never written over a file, and refused in words where it cannot be made", async () => {
    writeFileSync(join(folder, "mine.txt"), "mine");
    await expect(copy(join(folder, "mine.txt"))).rejects.toMatchObject({
      code: "RECORD_COPY",
      message: expect.stringContaining("is there already"),
    });
    expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("mine");
    await expect(copy(join(folder, "no", "copy.sqlite"))).rejects.toThrow(
      /There is no folder .*no\. Make it first/,
    );
    const nowhere = { dataDir: join(folder, "no"), file: join(folder, "c.sqlite"), version: "1" };
    await expect(backUp(nowhere)).rejects.toThrow(/There is no record in .*Set DATA_DIR/);
    expect(existsSync(join(folder, "no"))).toBe(false);
  });

  it("of a record that is damaged gets no name, and leaves nothing behind", async () => {
    const damaged = join(folder, "damaged");
    const made = await backUp({ dataDir, file: join(folder, "whole.sqlite"), version: "1" });
    const one = await openRecord({ dataDir: damaged });
    await one.close();
    const bytes = readFileSync(made.file);
    bytes.fill(0xff, 4096 * 9, 4096 * 9 + 40);
    writeFileSync(join(damaged, "record.sqlite"), bytes);
    await expect(
      backUp({ dataDir: damaged, file: join(folder, "bad.sqlite"), version: "1" }),
    ).rejects.toMatchObject({ code: "RECORD_DAMAGED" });
    expect(readdirSync(folder).filter((name) => name.startsWith("bad"))).toEqual([]);
  });

  it("holds up no erasure, and what was erased is gone from the log once the copy is made", async () => {
    await record.append(adding("lesson:l2", 0, fact("A", { personal: { name: "Zebedee Quillfeather" } })));
    const log = join(dataDir, "record.sqlite-wal");
    const reader = new Database(join(dataDir, "record.sqlite"), { readonly: true });
    reader.exec("begin");
    reader.prepare("select count(*) from events").get();

    const from = performance.now();
    await record.append(erasing("lesson:l2", 1, 1));
    expect(performance.now() - from).toBeLessThan(1_000 * busy());
    expect(readFileSync(log).includes("Quillfeather")).toBe(true);
    reader.close();

    const until = Date.now() + 10_000;
    while (statSync(log).size > 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 100));
    expect(statSync(log).size).toBe(0);
    expect(readFileSync(join(dataDir, "record.sqlite")).includes("Quillfeather")).toBe(false);
  });
});

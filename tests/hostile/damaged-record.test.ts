import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { lessonStream } from "../../src/record/log/streams.ts";
import { AMOUNTS } from "../chaos/support/amounts.ts";
import { figure } from "../chaos/support/figures.ts";
import { randomOf } from "../chaos/support/seed.ts";
import { AT, adding, fact } from "../record/samples.ts";
import { type OpenRecord, openRecord } from "../support/opened.ts";

jest.setTimeout(300_000);

const PAGE = 4096;
const LESSONS = 30;
const MARK = "what was recorded last of this lesson";

const row = (lesson: string, phase: "live" | "over") => ({
  lesson,
  meetingId: "m",
  chatId: "c",
  organiserId: null,
  phase,
  kind: "class" as const,
  startsAt: AT,
  startedAt: AT,
  overAt: null,
  callback: null,
  callId: null,
  updatedAt: AT,
  staff: [],
});

describe("a record whose file is damaged", () => {
  const folders: string[] = [];
  let good: string;
  /** As the folder lies there while the program runs: what a power cut leaves. */
  let cut: string;

  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), "damaged-"));
    folders.push(made);
    return made;
  };
  const copyOf = (
    from: string,
    names = ["record.sqlite", "record.sqlite-wal", "record.sqlite-open"],
  ): string => {
    const to = folder();
    for (const name of names)
      if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
    return to;
  };
  const lessons = Array.from({ length: LESSONS }, (_, n) => lessonStream(`l${n}`));

  beforeAll(async () => {
    good = folder();
    const record = await openRecord({ dataDir: good });
    for (const [n, stream] of lessons.entries())
      await record.append({
        ...adding(
          stream,
          0,
          fact("LessonPlanned", { personal: { title: "Maths" } }),
          fact("LessonStarted", { data: { by: `${MARK}, ${n}` } }),
        ),
        index: { lessons: [row(`l${n}`, n === 0 ? "over" : "live")] },
      });
    // How far it has come is noted twice a second.
    await sleep(1_100);
    cut = copyOf(good);
    await record.close();
  });

  afterAll(() => {
    for (const one of folders) rmSync(one, { recursive: true, force: true });
  });

  /** What was said where it was refused; undefined where it opened. */
  const refusedAt = async (dataDir: string, look?: (record: OpenRecord) => Promise<void>) => {
    try {
      const record = await openRecord({ dataDir });
      await look?.(record);
      await record.close();
      return undefined;
    } catch (error) {
      const { code, message } = Object(error) as { code?: unknown; message?: unknown };
      if (code !== "RECORD_DAMAGED") throw error;
      expect(message).toMatch(/^The record .* is damaged: [^.]+\..*(copy|Put that file back)/);
      return String(message);
    }
  };
  const isWhole = async (record: OpenRecord): Promise<void> => {
    for (const stream of lessons)
      expect(await record.verifyStream(stream)).toMatchObject({ intact: true, length: 2 });
  };

  const flipped = (dataDir: string, at: number, many: number): void => {
    const file = join(dataDir, "record.sqlite");
    const bytes = readFileSync(file);
    for (let n = at; n < Math.min(at + many, bytes.length); n += 1) bytes[n] = (bytes[n] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
  };

  it("opens as long as it is whole, after a good end and after a power cut", async () => {
    expect(await refusedAt(copyOf(good), isWhole)).toBeUndefined();
    expect(existsSync(join(good, "record.sqlite-open"))).toBe(false);
    expect(existsSync(join(cut, "record.sqlite-open"))).toBe(true);
    expect(await refusedAt(copyOf(cut), isWhole)).toBeUndefined();
  });

  it("is refused where its newest changes are gone, and only then", async () => {
    const gone = copyOf(cut, ["record.sqlite", "record.sqlite-open"]);
    expect(await refusedAt(gone)).toContain("record.sqlite-wal, which is gone or damaged");
    // Nothing was written: put back, it is whole.
    copyFileSync(join(cut, "record.sqlite-wal"), join(gone, "record.sqlite-wal"));
    expect(await refusedAt(gone, isWhole)).toBeUndefined();
    // Killed while it starts, before anything was written.
    expect(await refusedAt(copyOf(good, ["record.sqlite"]), isWhole)).toBeUndefined();
  });

  it("is refused where its newest changes are damaged, and opens where they were all in the file", async () => {
    const wal = readFileSync(join(cut, "record.sqlite-wal"));
    let refused = 0;
    for (let at = 40; at < wal.length; at += Math.ceil(wal.length / 12)) {
      const dataDir = copyOf(cut);
      const bytes = Buffer.from(wal);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      writeFileSync(join(dataDir, "record.sqlite-wal"), bytes);
      if ((await refusedAt(dataDir, isWhole)) !== undefined) refused += 1;
    }
    figure("write-ahead logs damaged: refused, of 12", refused);
    expect(refused).toBeGreaterThan(0);
    // Another program has looked at it meanwhile, and SQLite has put the log into the file.
    const dataDir = copyOf(cut);
    const other = new Database(join(dataDir, "record.sqlite"));
    other.prepare("select count(*) from events").get();
    other.close();
    expect(existsSync(join(dataDir, "record.sqlite-wal"))).toBe(false);
    expect(await refusedAt(dataDir, isWhole)).toBeUndefined();
  });

  it("is refused wherever a page's own beginning is damaged, and never opens with another content", async () => {
    const pages = readFileSync(join(good, "record.sqlite")).length / PAGE;
    const random = randomOf("damaged record");
    let refused = 0;
    let whole = 0;
    const every = Math.max(1, Math.floor(pages / AMOUNTS.damagedPages));
    for (let page = 0; page < pages; page += every) {
      const dataDir = copyOf(good);
      flipped(dataDir, page * PAGE, 8 + Math.floor(random.next() * 60));
      if ((await refusedAt(dataDir, isWhole)) === undefined) whole += 1;
      else refused += 1;
    }
    figure("pages damaged at their beginning: refused / not in use", `${refused} / ${whole}`);
    expect(refused).toBeGreaterThan(whole);
  });

  it("is refused where the last event of an open stream is another, and not for one that is over", async () => {
    const bytes = readFileSync(join(good, "record.sqlite"));
    const change = (n: number): string => {
      const dataDir = copyOf(good);
      const at = bytes.indexOf(`${MARK}, ${n}"`);
      expect(at).toBeGreaterThan(0);
      // Still a text, and JSON: only the digest tells.
      const changed = Buffer.from(bytes);
      changed.write("W", at);
      writeFileSync(join(dataDir, "record.sqlite"), changed);
      return dataDir;
    };
    expect(await refusedAt(change(7))).toContain("does not end as recorded");
    expect(
      await refusedAt(change(0), async (record) => {
        expect(await record.verifyStream("lesson:l0")).toMatchObject({ intact: false });
      }),
    ).toBeUndefined();
  });

  it.each([
    ["no database", "hello"],
    ["half of it", undefined],
  ])("is refused where it is %s", async (_what, text) => {
    const dataDir = copyOf(good);
    const file = join(dataDir, "record.sqlite");
    const bytes = readFileSync(file);
    writeFileSync(file, text ?? bytes.subarray(0, Math.floor(bytes.length / 2 / PAGE) * PAGE));
    expect(await refusedAt(dataDir)).toContain("is damaged");
  });
});

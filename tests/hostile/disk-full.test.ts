import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { cardsWith, chatOf } from "../e2e/support/cards.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import { type InProcess, METRICS_TOKEN, startInProcess } from "../support/in-process.ts";

const mockOpened: Database.Database[] = [];
jest.mock("better-sqlite3", () => {
  const Real = jest.requireActual<typeof import("better-sqlite3")>("better-sqlite3");
  return class extends Real {
    constructor(...given: ConstructorParameters<typeof Real>) {
      super(...given);
      mockOpened.push(this);
    }
  };
});

const PHONE = "01632 960123";

/** SQLite's own limit, so that it meets what a full disk is to it, in the middle of whatever it does. */
class Disk {
  readonly #record: Database.Database;

  constructor() {
    const record = mockOpened.find(({ name }) => name.endsWith("record.sqlite"));
    if (record === undefined) throw new Error("no record is open");
    this.#record = record;
  }

  /** @param pages that are left (of 4 KiB each, as SQLite counts them) */
  fill(pages = 0): void {
    this.#record.pragma(`max_page_count = ${String(this.#record.pragma("page_count", { simple: true }))}`);
    const insert = this.#record.prepare("insert into settings (key, value) values (?, ?)");
    // Smaller and smaller: until not even a short line fits.
    for (let size = 3_000; size > 0; )
      try {
        insert.run(`fill-${randomUUID()}`, JSON.stringify("x".repeat(size)));
      } catch (error) {
        expect(error).toMatchObject({ code: "SQLITE_FULL" });
        size = Math.floor(size / 2);
      }
    const full = Number(this.#record.pragma("page_count", { simple: true }));
    this.#record.pragma(`max_page_count = ${String(full + pages)}`);
  }

  /** Of all lessons, as another program reads it: what stands on the disk. */
  stored(type: string): number {
    const file = new Database(this.#record.name, { readonly: true });
    try {
      const { n } = file.prepare("select count(*) as n from events where type = ?").get(type) as {
        n: number;
      };
      return n;
    } finally {
      file.close();
    }
  }

  /** As where the disk has been mounted read-only. */
  lock(): void {
    this.#record.pragma("query_only = on");
  }

  clear(): void {
    this.#record.pragma("query_only = off");
    this.#record.pragma("max_page_count = 1000000");
  }
}

describe("a disk that is full or read-only", () => {
  const folder = mkdtempSync(join(tmpdir(), "disk-full-"));
  let app: InProcess;
  let lesson: PracticeLesson;
  let id: string;
  let disk: Disk;

  beforeAll(async () => {
    app = await startInProcess({ dataDir: folder });
    lesson = PracticeLesson.on(app.practice);
    ({ lesson: id } = await lesson.recognised());
    disk = new Disk();
  });

  afterEach(async () => {
    disk.clear();
    await resumed();
  });

  afterAll(async () => {
    await app.practice.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${app.practice.running.gateway}${path}`, { headers });
    return { status: response.status, text: await response.text() };
  };
  const up = async () => (await get("/health")).status;
  const measured = async () => {
    const { text } = await get("/metrics", { authorization: `Bearer ${METRICS_TOKEN}` });
    return /^lesson_guard_record_up (\d)/m.exec(text)?.[1];
  };

  it("is known to those who keep the program running, and so is that there is room again", async () => {
    expect(await up()).toBe(200);
    disk.lock();
    await app.practice.until("the health says so", async () => (await up()) === 503, 15_000);
    await app.practice.until("the measures say so", async () => (await measured()) === "0", 30_000);
    disk.clear();
    expect(await up()).toBe(200);
    await app.practice.until("the measures say so", async () => (await measured()) === "1", 30_000);
  });

  const resumed = async (): Promise<void> => {
    if (disk.stored("Paused") > disk.stored("Resumed")) await lesson.teacher.press(id, { press: "resume" });
  };

  it.each([
    ["Pause", "Paused", () => lesson.teacher.ask("POST", `/api/lessons/${id}/press`, { press: "pause" })],
    [
      "a concern",
      "ConcernRaised",
      () => lesson.teacher.ask("POST", "/api/concerns", { lesson: id, about: "child" }),
    ],
    [
      "a concern about an adult",
      "ConcernRaised",
      () => lesson.teacher.ask("POST", "/api/concerns", { lesson: id, about: "adult" }),
    ],
  ] as const)("%s is answered with whom to phone, unless it is in the record", async (_what, type, press) => {
    const before = disk.stored(type);
    disk.fill();
    const { status, body } = await press();
    const stored = disk.stored(type) - before;
    // Here and there a table still has room in a page of its own, or has just given one back.
    if (status === 200) return expect(stored).toBe(1);
    const { code, say } = (body as { readonly error: { readonly code: string; readonly say: string } }).error;
    expect([stored, status, code]).toEqual([0, 503, "storage-away"]);
    expect(say).toContain(`phone the school office on ${PHONE}`);
  });

  /** @returns whether the answer says whom to phone */
  const pauseOnCard = async (): Promise<boolean> => {
    const [card] = await cardsWith(app.practice, "okafor", id);
    const { body } = await app.practice.press({
      person: "okafor",
      message: card?.id ?? "",
      action: "pause",
      data: { lesson: id },
      conversation: (await chatOf(app.practice, "okafor")).id,
    });
    return JSON.stringify(body).includes(`phone the school office on ${PHONE}`);
  };

  it("a press on a card is answered with whom to phone where nothing can be written", async () => {
    disk.lock();
    expect([await pauseOnCard(), disk.stored("Paused")]).toEqual([true, 0]);
  });

  it("a press on a card is in the record, or answered with whom to phone, however little room is left", async () => {
    const seen: { readonly pages: number; readonly phone: boolean; readonly stored: number }[] = [];
    for (const pages of [0, 1, 2, 3, 4, 6, 8, 12, 0, 24]) {
      const before = disk.stored("Paused");
      disk.fill(pages);
      const phone = await pauseOnCard();
      const stored = disk.stored("Paused") - before;
      seen.push({ pages, phone, stored });
      disk.clear();
      await resumed();
    }
    expect(seen.filter(({ phone, stored }) => stored !== (phone ? 0 : 1))).toEqual([]);
    expect(seen.at(-1)?.phone).toBe(false);
  });

  it("once there is room again, everything works as before and the DSL is told", async () => {
    disk.fill();
    await lesson.teacher.ask("POST", "/api/concerns", { lesson: id, about: "child" });
    disk.clear();
    const { ref } = await lesson.teacher.raise(id, "child");
    await app.practice.until(
      "the DSL is told",
      async () => (await cardsWith(app.practice, "dsl", ref)).length > 0,
      30_000,
    );
  });
});

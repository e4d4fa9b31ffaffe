import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { messagesOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const LONG_AGO = "2020-01-15T10:00:00.000Z";

describe("a lesson held for legal reasons", () => {
  const files = mkdtempSync(join(tmpdir(), "hold-"));
  let lesson: PracticeLesson;
  let record: RecordFile;
  let id: string;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    record = new RecordFile(lesson.practice);
    id = (await lesson.recognised()).lesson;
    await lesson.practice.do({ do: "start", meeting: "maths" });
    await lesson.shows("it runs", ({ phase }) => phase === "arrival");
    await lesson.practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("it is over", ({ phase }) => phase === "over");
  });
  afterAll(async () => {
    await lesson.stop();
    rmSync(files, { recursive: true });
  });

  /** Does what only time would bring. */
  const change = (statement: string): void => {
    const database = new Database(join(lesson.practice.running.dataDir, "record.sqlite"));
    database.pragma("busy_timeout = 5000");
    database.prepare(statement).run();
    database.close();
  };
  const nights = () => record.duties().filter(({ kind }) => kind === "expire-lessons");
  const night = async (): Promise<void> => {
    const before = nights().filter(({ state }) => state === "done").length;
    change("update duties set not_before = 0 where kind = 'expire-lessons' and state = 'waiting'");
    await lesson.practice.until(
      "the night is over",
      async () => nights().filter(({ state }) => state === "done").length > before,
      20_000,
    );
  };
  const keep = async (body: object) =>
    (await lesson.as("lowe").ask("POST", "/api/keeping", { ...body, reason: "A court asked for it" })).status;
  const personal = () => JSON.stringify(record.rows("select payload from personal"));
  const events = () => record.events(`lesson:${id}`).length;

  it("does not expire; released it does, and the check of the record accepts exactly that", async () => {
    expect(await keep({ do: "hold", on: "lesson", lesson: id })).toBe(200);
    // The school years for which it is kept go by.
    await record.quiet();
    change(`update lessons set started_at = '${LONG_AGO}', over_at = '${LONG_AGO}' where lesson = '${id}'`);
    const held = events();
    expect(held).toBeGreaterThan(5);
    await night();
    expect(events()).toBe(held);
    expect(personal()).toContain("Amara");

    const { body } = await lesson
      .as("lowe")
      .ask<{ holds: readonly { hold: string; lesson?: string }[] }>("GET", "/api/exports");
    expect(body.holds).toMatchObject([{ lesson: id }]);
    expect(await keep({ do: "lift-hold", hold: body.holds[0]?.hold })).toBe(200);
    await night();
    expect(events()).toBe(0);
    expect(personal()).not.toContain("Amara");

    change("update duties set not_before = 0 where kind = 'seal' and state = 'waiting'");
    const kept = await lesson.practice.until(
      "the headteacher has the seals",
      async () => {
        const texts = (await messagesOf(lesson.practice, "private", "evans")).flatMap(
          (one) => JSON.stringify(one).match(/Record[^"]*sealed at[^"]+/g) ?? [],
        );
        return texts.length >= 2 && texts;
      },
      20_000,
    );
    const DAY_MS = 86_400_000;
    // The school's day is not always UTC's, and midnight may pass.
    const [from, to] = [-DAY_MS, DAY_MS].map((ms) => new Date(Date.now() + ms).toISOString().slice(0, 10));
    const token = await lesson.practice.token({ kind: "panel", person: "evans" });
    const response = await fetch(`${lesson.practice.running.gateway}/api/exports`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({
        wanted: { of: "record", from, to, form: "sealed" },
        purpose: { kind: "inspection" },
      }),
    });
    const text = await response.text();
    expect(text).toContain("LessonsExpired");
    const untouched = verify(text, kept);
    expect(untouched).toMatchObject({ status: 0, stderr: "" });
    expect(untouched.stdout).toContain("The record in this file is as it was sealed.");
    // An export that says so of another lesson is found wrong.
    const changed = verify(text.replaceAll(`lesson:${id}`, "lesson:0000000000"), kept);
    expect(changed.status).toBe(1);
  });

  const verify = (text: string, anchors: readonly string[]) => {
    writeFileSync(join(files, "export.jsonl"), text);
    writeFileSync(join(files, "anchors.txt"), anchors.join("\n"));
    const args = ["src/launch/launch.mjs", "src/app/verify.ts", join(files, "export.jsonl")];
    return spawnSync(process.execPath, [...args, "--anchors", join(files, "anchors.txt")], {
      cwd: ROOT,
      encoding: "utf8",
      env: {},
    });
  };
});

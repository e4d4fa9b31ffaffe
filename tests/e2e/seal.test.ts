import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { exportStreams } from "../../src/record/seal/export-streams.ts";
import { openRecord } from "../support/opened.ts";
import { messagesOf } from "./support/chats.ts";
import { type PracticeClient, startPractice } from "./support/practice.ts";
import { RecordFile } from "./support/record-file.ts";

const ROOT = resolve(__dirname, "../..");

describe("the daily seal, from the duty to a stranger's check", () => {
  const data = mkdtempSync(join(tmpdir(), "seal-e2e-"));
  let practice: PracticeClient;
  let kept: readonly string[];

  beforeAll(async () => {
    practice = await startPractice({ data });
    const record = new RecordFile(practice);
    await practice.until("the daily seal is to come", async () =>
      record.duties().some(({ kind, state }) => kind === "seal" && state === "waiting"),
    );
    await practice.app({ act: "stop" });
    // 18:00 comes now.
    const database = new Database(join(practice.running.dataDir, "record.sqlite"));
    database.prepare("update duties set not_before = 0 where kind = 'seal'").run();
    database.close();
    await practice.app({ act: "start" });
    kept = await practice.until("the headteacher has both messages", async () => {
      const texts = (await messagesOf(practice, "private", "evans")).flatMap(
        (one) => JSON.stringify(one).match(/Proof of the record[^"]+sealed[^"]+/g) ?? [],
      );
      return texts.length >= 2 && texts;
    });
  });

  afterAll(async () => {
    await practice.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it("says when and the seal, and nothing else", () => {
    expect(kept.toSorted()).toEqual([
      expect.stringMatching(
        /^Proof of the record: keep this message, your IT team may need it\. Record of staff matters sealed at \d\d:\d\d\. Seal [0-9a-f]{64}\.$/,
      ),
      expect.stringMatching(
        /^Proof of the record: keep this message, your IT team may need it\. Record sealed at \d\d:\d\d\. Seal [0-9a-f]{64}\.$/,
      ),
    ]);
  });

  it("asks for the next day's", () => {
    const seals = new RecordFile(practice).duties().filter(({ kind }) => kind === "seal");
    expect(seals.map(({ state }) => state)).toContain("done");
    const next = seals.find(({ state }) => state === "waiting");
    expect(next?.notBefore).toBeGreaterThan(Date.now());
  });

  it("is checked by the program alone, and a change is named", async () => {
    const { dataDir } = practice.running;
    expect(statSync(join(dataDir, "seal-key.pem")).mode & 0o777).toBe(0o600);
    await practice.app({ act: "stop" });
    const record = await openRecord({ dataDir });
    const lines: string[] = [];
    for await (const line of exportStreams(record, {
      streams: "all",
      at: "2026-11-24T18:05:00.000Z",
    }))
      lines.push(line);
    await record.close();
    const files = mkdtempSync(join(tmpdir(), "seal-check-"));
    const verify = (text: string) => {
      writeFileSync(join(files, "export.jsonl"), text);
      writeFileSync(join(files, "anchors.txt"), kept.join("\n"));
      const args = [
        "src/launch/launch.mjs",
        "src/app/verify.ts",
        join(files, "export.jsonl"),
        "--anchors",
        join(files, "anchors.txt"),
      ];
      return spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8", env: {} });
    };

    const untouched = verify(lines.join("\n"));
    expect(untouched).toMatchObject({ status: 0, stderr: "" });
    expect(untouched.stdout).toContain("The record in this file is as it was sealed.");

    const changed = verify(lines.join("\n").replace('"undoSeconds":4', '"undoSeconds":9'));
    expect(changed.status).toBe(1);
    expect(changed.stdout).toMatch(/FAILED school, event 1: has been changed/);
    expect(changed.stdout).toMatch(/First bad event: school, event 1/);

    expect(verify("{}").status).toBe(1);
    rmSync(files, { recursive: true });
  });
});

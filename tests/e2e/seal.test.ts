import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { anchorText } from "../../src/record/seal/anchor.ts";
import { exportStreams } from "../../src/record/seal/export-streams.ts";
import { sealHash } from "../../src/record/seal/seal.ts";
import { openSealKey } from "../../src/record/seal/seal-key.ts";
import { openSealer } from "../../src/record/seal/sealer.ts";
import { knownSeal } from "../../src/record/seal/step-back.ts";
import { openWitness } from "../../src/record/seal/witness.ts";
import { openRecord } from "../support/opened.ts";
import { messagesOf } from "./support/chats.ts";
import { type PracticeClient, startPractice } from "./support/practice.ts";
import { RecordFile } from "./support/record-file.ts";

const ROOT = resolve(import.meta.dirname, "../..");

describe("the daily seal, from the duty to a stranger's check", () => {
  const data = mkdtempSync(join(tmpdir(), "seal-e2e-"));
  let practice: PracticeClient;
  let kept: readonly string[];

  const sealMessages = async (): Promise<readonly string[]> =>
    (await messagesOf(practice, "private", "evans")).flatMap(
      (one) => JSON.stringify(one).match(/Proof of the record[^"]+sealed[^"]+/g) ?? [],
    );
  /** The record of a program that does not run. */
  const exported = async (): Promise<readonly string[]> => {
    const record = await openRecord({ dataDir: practice.running.dataDir });
    const lines: string[] = [];
    const all = { streams: "all", at: "2026-11-24T18:05:00.000Z" } as const;
    for await (const line of exportStreams(record, all)) lines.push(line);
    await record.close();
    return lines;
  };
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    spawnSync(process.execPath, ["src/launch/launch.mjs", ...args], { cwd: ROOT, encoding: "utf8", env });
  const verified = (text: string, messages: readonly string[]) => {
    const [file, anchors] = [join(data, "export.jsonl"), join(data, "anchors.txt")];
    writeFileSync(file, text);
    writeFileSync(anchors, messages.join("\n"));
    return run(["src/app/verify.ts", file, "--anchors", anchors]);
  };

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
      const texts = await sealMessages();
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
    const lines = await exported();
    const verify = (text: string) => verified(text, kept);

    const untouched = verify(lines.join("\n"));
    expect(untouched).toMatchObject({ status: 0, stderr: "" });
    expect(untouched.stdout).toContain("The record in this file is as it was sealed.");

    const changed = verify(lines.join("\n").replace('"undoSeconds":4', '"undoSeconds":9'));
    expect(changed.status).toBe(1);
    expect(changed.stdout).toMatch(/FAILED school, event 1: has been changed/);
    expect(changed.stdout).toMatch(/First bad event: school, event 1/);

    expect(verify("{}").status).toBe(1);
  });

  it("holds after a copy was put back, of which the headteacher is told", async () => {
    const { dataDir } = practice.running;
    const copy = join(data, "copy.sqlite");
    expect(run(["src/app/backup.ts", copy], { DATA_DIR: dataDir })).toMatchObject({ status: 0, stderr: "" });
    // One more seal, which the copy does not hold and the headteacher does.
    const record = await openRecord({ dataDir });
    const sealer = openSealer({
      record: record.records.in("school"),
      key: openSealKey({ dataDir }),
      now: () => new Date().toISOString(),
    });
    const lost = await sealer.seal(() => []);
    await record.close();
    openWitness(dataDir).saw({ school: "school", store: "general" }, knownSeal(lost));

    const put = run(["src/app/restore.ts", copy], { DATA_DIR: dataDir });
    expect(put).toMatchObject({ status: 0, stderr: "" });
    expect(put.stdout).toMatch(
      /^Done\. The record in .* is the copy of .* and says so\. What was recorded between/,
    );

    await practice.app({ act: "start" });
    const told = await practice.until("the headteacher is told of the restore", async () => {
      const texts = (await sealMessages()).filter((text) => text.includes("restored from a copy of"));
      return texts.length === 2 && texts;
    });
    expect(told.join("\n")).toContain("What was recorded after that copy is not in it.");
    await practice.app({ act: "stop" });
    const messages = [...kept, anchorText("general", "19:00", sealHash(lost)), ...told];
    const checked = verified((await exported()).join("\n"), messages);
    expect(checked).toMatchObject({ status: 0, stderr: "" });
    expect(checked.stdout).toMatch(
      /ok +restored on .* from a copy of .*; 1 message of seals that were made after/s,
    );
    expect(run(["src/app/restore.ts", "--frog"], { DATA_DIR: dataDir }).status).toBe(2);
  });
});

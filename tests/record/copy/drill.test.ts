import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backUp } from "../../../src/record/copy/back-up.ts";
import { type Ground, newGround } from "../../support/engines.ts";
import { adding, fact } from "../samples.ts";

const PROGRAM = join(__dirname, "../../../src/app/restore.ts");

describe("a drill of putting a copy back", () => {
  let ground: Ground;
  let folder: string;

  beforeEach(async () => {
    ground = await newGround("SQLite");
    folder = mkdtempSync(join(tmpdir(), "drill-"));
    const record = await ground.open();
    await record.append(adding("lesson:l1", 0, fact("MeetingStarted", { at: "2026-11-24T09:00:00.000Z" })));
    await backUp({ dataDir: ground.place.dataDir, file: join(folder, "copy"), version: "1.2.3" });
  });
  afterEach(async () => {
    await ground.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (dataDir: string, ...words: readonly string[]) => {
    const env = { PATH: process.env["PATH"] ?? "", DATA_DIR: dataDir };
    const args = [PROGRAM, ...words, join(folder, "copy")];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    return { status, said: stdout + stderr };
  };
  const drill = (into: string, ...more: readonly string[]) =>
    run(ground.place.dataDir, "--drill", into, ...more);

  it("goes beside a record that is in use, and tells no one to start anything on it", () => {
    const before = readdirSync(ground.place.dataDir);
    const { status, said } = drill(join(folder, "into"));
    expect(said).toMatch(/^The drill went well: .*\nNext: delete .*Start nothing on it/);
    expect(status).toBe(0);
    expect(said).not.toContain("Start Lesson Guard");
    expect(existsSync(join(folder, "into/record.sqlite"))).toBe(true);
    expect(readdirSync(ground.place.dataDir)).toEqual(before);
  });

  it("touches neither the record itself nor a folder that is there already", () => {
    expect(drill(ground.place.dataDir).said).toMatch(/not tried in DATA_DIR/);
    expect(drill(folder).said).toMatch(/is there already/);
    expect(readdirSync(folder)).toEqual(["copy"]);
  });

  it("by hand, in a folder in which no record was, says to start nothing on it before it says what is next", () => {
    const { status, said } = run(join(folder, "by-hand"), "--new-key");
    expect(status).toBe(0);
    expect(said).toMatch(
      /If this is only a drill, start nothing on it: it would send messages\..*Otherwise:\nNext:\n1\. Start/,
    );
    // Where a record was, it is no drill.
    expect(run(join(folder, "by-hand"), "--new-key").said).not.toContain("only a drill");
  });

  it("takes no two orders in one, and a lost key only where a copy is put somewhere", () => {
    expect(drill(join(folder, "into"), "--check")).toMatchObject({
      status: 2,
      said: expect.stringMatching(/^--check and --drill are two things/),
    });
    expect(run(ground.place.dataDir, "--check", "--new-key")).toMatchObject({
      status: 2,
      said: expect.stringMatching(/^--new-key belongs to/),
    });
    expect(drill(join(folder, "into"), "--new-key").said).toMatch(/^The drill went well/);
  });
});

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

  const drill = (into: string) => {
    const env = { PATH: process.env["PATH"] ?? "", DATA_DIR: ground.place.dataDir };
    const args = [PROGRAM, "--drill", into, join(folder, "copy")];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    return { status, said: stdout + stderr };
  };

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
});

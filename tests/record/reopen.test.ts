import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRecord } from "../../src/record/record.ts";
import { RecordInUseError } from "../../src/record/sqlite.ts";
import { adding, fact, NOW } from "./samples.ts";

const WRITER = join(__dirname, "reopen-writer.ts");

describe("the record outlives its process", () => {
  let dataDir: string;
  let writer: ChildProcess | undefined;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "record-"));
  });

  afterEach(() => {
    writer?.kill("SIGKILL");
    writer = undefined;
    rmSync(dataDir, { recursive: true });
  });

  /** Answers once `least` versions are acknowledged, with a way to kill it and the last of them. */
  const write = async (least: number): Promise<() => Promise<number>> => {
    const child = spawn(process.execPath, [WRITER, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
    writer = child;
    let said = "";
    const last = () => Number(said.slice(0, said.lastIndexOf("\n")).split("\n").at(-1));
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    while (!(last() >= least)) {
      if (child.exitCode !== null) throw new Error("the writer stopped by itself");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return async () => {
      child.kill("SIGKILL");
      await once(child, "close");
      return last();
    };
  };

  it("has every acknowledged change after kill -9, whole, and goes on", async () => {
    const kill = await write(25);
    const acknowledged = await kill();

    const record = await openRecord({ dataDir });
    const facts = await record.read("lesson/1");
    const duties = await record.dutiesOf("lesson/1");

    expect(facts.length).toBeGreaterThanOrEqual(acknowledged);
    expect(facts.map(({ personal }) => personal?.["name"])).toEqual(
      facts.map((_, version) => `pupil ${version}`),
    );
    expect(duties).toHaveLength(facts.length);
    expect(await record.verifyStream("lesson/1")).toMatchObject({ intact: true, length: facts.length });
    expect(await record.append(adding("lesson/1", facts.length, fact("LessonOver")))).toMatchObject({
      appended: true,
    });
    await record.close();
  });

  it("takes up at once what was under way, whatever its lease said", async () => {
    const kill = await write(1);
    await kill();

    const record = await openRecord({ dataDir });
    const claimed = await record.claimDuties(NOW + 1, 100_000, 60_000, "others");

    expect(claimed.find(({ id }) => id === "lesson/1/1/0")).toMatchObject({ attempts: 2, fence: 2 });
    await record.close();
  });

  it("is open in one place only, and says so", async () => {
    const kill = await write(1);

    const refused = openRecord({ dataDir });
    await expect(refused).rejects.toThrow(RecordInUseError);
    await expect(refused).rejects.toThrow(/Another Lesson Guard is running .* DATA_DIR/);

    await kill();
    const record = await openRecord({ dataDir });
    await expect(openRecord({ dataDir })).rejects.toMatchObject({ code: "RECORD_IN_USE" });
    await record.close();
    await (await openRecord({ dataDir })).close();
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { RecordInUseError } from "../../../src/record/engine/sqlite-lock.ts";
import { ENGINES, type Engine, type Ground, newGround } from "../../support/engines.ts";
import { openRecord } from "../../support/opened.ts";
import { adding, fact, NOW } from "../samples.ts";

const WRITER = join(import.meta.dirname, "reopen-writer.ts");

const writers: ChildProcess[] = [];

/** Answers once `least` versions are acknowledged, with a function that kills it and returns the last of them. */
const write = async (ground: Ground, least: number): Promise<() => Promise<number>> => {
  const child = spawn(process.execPath, [WRITER, JSON.stringify(ground.place)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  writers.push(child);
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

afterEach(() => {
  for (const writer of writers.splice(0)) writer.kill("SIGKILL");
});

describe.each(ENGINES)("%s: the record outlives its process", (engine: Engine) => {
  let ground: Ground;

  beforeEach(async () => {
    ground = await newGround(engine);
  });

  afterEach(async () => ground.remove());

  it("has every acknowledged change after kill -9, whole, and goes on", async () => {
    const kill = await write(ground, 25);
    const acknowledged = await kill();

    const record = await ground.open();
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
  });
});

describe("SQLite: the record of one instance", () => {
  let ground: Ground;

  beforeEach(async () => {
    ground = await newGround("SQLite");
  });

  afterEach(async () => ground.remove());

  it("takes up at once what was under way, whatever its lease said", async () => {
    const kill = await write(ground, 1);
    await kill();

    const record = await ground.open();
    const claimed = await record.claimDuties(NOW + 1, 100_000, 60_000, "others");

    expect(claimed.find(({ id }) => id === "lesson/1/1/0")).toMatchObject({ attempts: 2, fence: 2 });
  });

  it("is open in one place only, and says so", async () => {
    const kill = await write(ground, 1);

    const refused = openRecord(ground.place);
    await expect(refused).rejects.toThrow(RecordInUseError);
    await expect(refused).rejects.toThrow(/Another Lesson Guard is running .* DATA_DIR/);

    await kill();
    const record = await openRecord(ground.place);
    await expect(openRecord(ground.place)).rejects.toMatchObject({ code: "RECORD_IN_USE" });
    await record.close();
    await (await openRecord(ground.place)).close();
  });
});

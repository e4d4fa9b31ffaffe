import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NEW_SCHOOL } from "../../src/desk/school.ts";
import { anchor } from "../../src/duty/handlers/seal-duties.ts";
import { watchSeals } from "../../src/duty/seal-witness.ts";
import { noteRestore } from "../../src/record/copy/note-restore.ts";
import { exportStreams } from "../../src/record/seal/export-streams.ts";
import { openSealer } from "../../src/record/seal/sealer.ts";
import { stepsBackIn } from "../../src/record/seal/step-back.ts";
import { openWitness } from "../../src/record/seal/witness.ts";
import { adding, fact } from "../record/samples.ts";
import { check, momentAt, newKey, wrongIn } from "../record/seal/sealed-record.ts";
import { ENGINES, freshGround } from "../support/engines.ts";
import type { OpenRecord } from "../support/opened.ts";

const WORDS = /seal 2 of 2026-11-24T12:00:00.000Z was not in the record any more on 2026-11-24T14:00/;

describe.each(ENGINES)("%s: a record that has gone back", (engine) => {
  let dataDir: string;
  let record: OpenRecord;
  let said: string[];
  const key = newKey();

  /** A start of the program on this record. */
  const start = (on = record) =>
    watchSeals({
      records: on.records,
      witness: openWitness(dataDir),
      now: () => momentAt("14:00"),
      log: { error: (_, text) => said.push(text), warn: (_, text) => said.push(text) },
      wentBack: () => said.push("went back"),
    });
  const sealer = (on = record) =>
    openSealer({ record: on.records.in("school"), key, now: () => momentAt(time) });
  let time: string;
  const seal = async (at: string, on = record) => {
    time = at;
    return sealer(on).seal(() => []);
  };
  const compare = async () =>
    start().compare({ record: record.records.in("school"), staffMatters: record.staffMatters });
  const file = () => join(dataDir, "newest-seals.json");
  const remembered = async (number: number): Promise<void> => {
    const until = Date.now() + 10_000;
    const known = () => openWitness(dataDir).known({ school: "school", store: "general" })?.number;
    while (known() !== number && Date.now() < until) await new Promise((done) => setTimeout(done, 20));
    expect(known()).toBe(number);
  };
  const checked = async () => {
    const lines: object[] = [];
    for await (const line of exportStreams(record.records.in("school"), {
      streams: "all",
      at: momentAt("18:05"),
    }))
      lines.push(JSON.parse(line) as object);
    return wrongIn(check(lines)).map(({ say }) => say);
  };

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "witness-"));
    said = [];
    const { record: before } = await freshGround(engine);
    start(before);
    await before.append(adding("lesson:l1", 0, fact("MeetingStarted")));
    await seal("09:00", before);
    await seal("12:00", before);
    await remembered(2);
    // What the same folder finds after an old state of the record was restored.
    ({ record } = await freshGround(engine));
    await seal("09:00");
  });

  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it("is noticed at the start, noted and sealed at once, and told once", async () => {
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    await compare();
    expect(said).toEqual([expect.stringContaining("the record has gone back"), "went back"]);
    await compare();
    expect(said).toHaveLength(2);
    const steps = await stepsBackIn(record.records.in("school"));
    expect(steps).toMatchObject([
      { type: "RecordWentBack", data: { lost: { number: 2 }, seal: { number: 1, at: momentAt("09:00") } } },
    ]);
    expect(await record.dutiesOf("seal:general")).toMatchObject([
      { work: { kind: "seal", of: "step-back" } },
    ]);

    await seal("14:01");
    const texts: string[] = [];
    const sender = {
      openPersonal: async () => "chat",
      send: async (_: string, message: { readonly text: string }) => {
        texts.push(message.text);
        return { activityId: "1" };
      },
    } as unknown as Parameters<typeof anchor>[0]["sender"];
    const general = { ...sealer(), stepBackIn: sealer().stepBackIn };
    const services = {
      record: record.records.in("school"),
      sender,
      people: { holders: async () => ({ headteacher: ["evans"], dsl: [] }) },
      school: { settings: () => NEW_SCHOOL },
      seals: { general, adult: general },
    };
    const attempt = { signal: new AbortController().signal } as Parameters<ReturnType<typeof anchor>>[1];
    for (const number of [1, 2])
      await anchor(services)({ kind: "anchor", store: "general", seal: number, person: "evans" }, attempt);
    expect(texts[0]).not.toContain("missing");
    expect(texts[1]).toMatch(
      /Record sealed at 14:01, after the seal of 24 November 2026, 12:00 went missing from it\. Seal [0-9a-f]{64}\. The record has gone back to an older state, and no one has said why\. Ask the person/,
    );
    expect(await checked()).toEqual([expect.stringMatching(WORDS)]);
  });

  it("passes the check again once a restore says why, also afterwards", async () => {
    await compare();
    await noteRestore(record.records, {
      at: momentAt("15:00"),
      of: momentAt("09:00"),
      version: "1.2.3",
      witness: openWitness(dataDir),
    });
    await seal("15:01");
    expect(await checked()).toEqual([]);
  });

  it("is not said of one that was put back and says so, nor where nothing is known", async () => {
    await noteRestore(record.records, {
      at: momentAt("13:00"),
      of: momentAt("09:00"),
      version: "1.2.3",
      witness: { known: () => undefined },
    });
    await compare();
    writeFileSync(file(), readFileSync(file(), "utf8").slice(0, 20));
    await compare();
    rmSync(file());
    await compare();
    expect(said).toEqual([]);
  });
});

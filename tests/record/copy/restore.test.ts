import { execFileSync } from "node:child_process";
import type { KeyObject } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { RESTORED } from "../../../src/protocol/keeping/step-back.ts";
import { backUp } from "../../../src/record/copy/back-up.ts";
import { checkWhole } from "../../../src/record/copy/check-copy.ts";
import { noteRestore } from "../../../src/record/copy/note-restore.ts";
import { restore, tryCopy } from "../../../src/record/copy/restore.ts";
import type { RecordPlace } from "../../../src/record/record-store.ts";
import type { Store } from "../../../src/record/scope.ts";
import { anchorText } from "../../../src/record/seal/anchor.ts";
import { exportStreams } from "../../../src/record/seal/export-streams.ts";
import { sealHash } from "../../../src/record/seal/seal.ts";
import { openSealer } from "../../../src/record/seal/sealer.ts";
import { knownSeal, stepsBackIn } from "../../../src/record/seal/step-back.ts";
import { openWitness } from "../../../src/record/seal/witness.ts";
import { ENGINES, type Engine, type Ground, newGround } from "../../support/engines.ts";
import { findPostgres } from "../../support/find-postgres.ts";
import { type OpenRecord, openRecord } from "../../support/opened.ts";
import { adding, asking, duty, fact } from "../samples.ts";
import { check, newKey, wrongIn } from "../seal/sealed-record.ts";

const VERSION = "1.2.3";
const LESSON = "lesson:l1";
const DAY = "2026-11-24";
const at = (time: string): string => `${DAY}T${time}:00.000Z`;

/** The engine's own way of copying: `take` while the record is open, `put` while no program runs. */
type Copying = { readonly take: () => Promise<void>; readonly put: (time: string) => Promise<void> };

const postgresTool = (name: string, ...args: readonly string[]): void => {
  execFileSync(join(findPostgres() ?? "", name), args, { stdio: "pipe" });
};

describe.each(ENGINES)("%s: a copy that is put back", (engine: Engine) => {
  let ground: Ground;
  let folder: string;
  let place: RecordPlace;
  let copying: Copying;
  let key: KeyObject;
  let record: OpenRecord;
  /** The headteacher's chat. */
  let chat: string[];

  const seal = async (store: Store, time: string): Promise<void> => {
    const its = store === "general" ? record.records.in("school") : record.staffMatters;
    const sealer = openSealer({ record: its, key, now: () => at(time) });
    const made = await sealer.seal(() => []);
    openWitness(place.dataDir).saw(its.scope, knownSeal(made));
    const step = await sealer.stepBackIn(made.number);
    const stepBack = step?.type === RESTORED ? { restoredFrom: step.data.of } : undefined;
    chat.push(anchorText(store, time, sealHash(made), { stepBack }));
  };
  const exported = async (store: Store, streams: "all" | readonly string[] = "all") => {
    const from = store === "general" ? record.records.in("school") : record.staffMatters;
    const lines: object[] = [];
    for await (const line of exportStreams(from, { streams, at: at("23:00") }))
      lines.push(JSON.parse(line) as object);
    return lines;
  };
  const verify = async (store: Store = "general", messages = chat, streams?: readonly string[]) =>
    check(await exported(store, streams), messages.join("\n\n"));

  beforeEach(async () => {
    ground = await newGround(engine);
    folder = mkdtempSync(join(tmpdir(), "restored-"));
    place = engine === "SQLite" ? ground.place : { ...ground.place, dataDir: join(folder, "data") };
    const { dataDir, databaseUrl = "" } = place;
    const file = join(folder, "copy");
    const clock = (time: string) => () => Date.parse(at(time));
    copying =
      engine === "SQLite"
        ? {
            take: async () => {
              await backUp({ dataDir, file, version: VERSION, clock: clock("10:15") });
            },
            put: async (time) => {
              await restore({ file, dataDir, version: VERSION, key, newKey: false, clock: clock(time) });
            },
          }
        : {
            take: async () => postgresTool("pg_dump", "--format=custom", `--file=${file}`, databaseUrl),
            put: async (time) => {
              postgresTool(
                "pg_restore",
                "--clean",
                "--if-exists",
                "--single-transaction",
                "--no-owner",
                `--dbname=${databaseUrl}`,
                file,
              );
              const again = await ground.open();
              await checkWhole(again.records);
              const witness = openWitness(dataDir);
              await noteRestore(again.records, { at: at(time), of: at("10:15"), version: VERSION, witness });
              await again.close();
            },
          };
    key = newKey();
    chat = [];
    record = await ground.open();
    await record.append({
      ...adding(LESSON, 0, fact("MeetingStarted", { at: at("09:00"), personal: { name: "Zebedee" } })),
      duties: [
        ...(asking(LESSON, [
          ["again", duty()],
          ["card", duty({ repeat: "once" })],
        ]).duties ?? []),
      ],
    });
    await record.staffMatters.append(adding("concern:GHJKMN", 0, fact("ConcernRaised", { at: at("09:01") })));
    await seal("general", "09:30");
    await seal("adult", "09:30");
  });

  afterEach(async () => {
    await ground.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Two more seals, one of staff matters, and something that is not sealed yet. */
  const goOn = async (): Promise<void> => {
    await record.append(adding(LESSON, 1, fact("MeetingEnded", { at: at("11:00") })));
    await seal("general", "11:02");
    await record.append(adding("lesson:l2", 0, fact("MeetingStarted", { at: at("12:00") })));
    await seal("adult", "12:01");
    await seal("general", "12:02");
    await record.append(adding("lesson:l3", 0, fact("MeetingStarted", { at: at("12:03") })));
  };
  const destroy = async (): Promise<void> => {
    await record.close();
    if (engine === "PostgreSQL") await ground.run("drop table personal, expired_streams, events cascade");
    else writeFileSync(join(place.dataDir, "record.sqlite"), "lost to a broken disk");
  };

  it("after it was destroyed holds all of the copy, says so, and passes the check with all messages", async () => {
    await copying.take();
    await goOn();
    await destroy();
    await copying.put("12:40");

    record = await ground.open();
    expect(await record.read(LESSON)).toMatchObject([
      { type: "MeetingStarted", personal: { name: "Zebedee" } },
    ]);
    expect(await record.verifyStream(LESSON)).toMatchObject({ intact: true, length: 1 });
    expect(await record.read("lesson:l2")).toEqual([]);
    const [step] = await stepsBackIn(record.records.in("school"));
    expect(step).toMatchObject({
      type: "RecordRestored",
      at: at("12:40"),
      data: { of: at("10:15"), version: VERSION, seal: { number: 1 }, lost: { number: 3, at: at("12:02") } },
    });
    // Work is done again, except what is to be done at most once.
    expect((await record.dutiesOf(LESSON)).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject([
      { id: "again", state: "waiting" },
      { id: "card", state: "failed", notice: "unknown" },
    ]);
    // The headteacher is told with the next seals, which are asked for already.
    expect(await record.dutiesOf("seal:general")).toMatchObject([
      { work: { kind: "seal", of: "step-back" } },
    ]);
    await seal("adult", "12:41");
    await seal("general", "12:41");
    expect(chat.at(-1)).toMatch(/sealed at 12:41, after it was restored from a copy of 2026-11-24T10:15/);
    await record.append(adding("lesson:l4", 0, fact("MeetingStarted", { at: at("13:00") })));
    await seal("general", "18:00");

    for (const [store, streams] of [["general"], ["adult"], ["general", [LESSON]]] as const) {
      const findings = await verify(store, chat, streams);
      expect(wrongIn(findings)).toEqual([]);
      const says = findings.map(({ say }) => say).join("\n");
      expect(says).toContain(
        `restored on ${at("12:40")} from a copy of ${at("10:15")} (its newest seal was 1, ${at("09:30")})`,
      );
      expect(says).toMatch(
        store === "adult"
          ? /; 1 message of seals that were made after/
          : /; 2 messages of seals that were made after/,
      );
    }
  });

  // What the check makes of it is the same on both.
  if (engine === "SQLite")
    it("does not pass the check where the headteacher was not told, nor with what was changed before the copy", async () => {
      await seal("general", "10:00");
      await copying.take();
      await goOn();
      await destroy();
      await copying.put("12:40");
      record = await ground.open();
      await seal("general", "12:41");
      const general = chat.filter((text) => !text.includes("staff matters"));
      expect(wrongIn(await verify("general", general))).toEqual([]);

      const untold = general.map((text) => text.replace(/, after it was restored from a copy of \S+\d/, ""));
      expect(wrongIn(await verify("general", untold))).toHaveLength(2);
      // A message from before the copy, whose seal is another one now.
      const [first = "", ...rest] = general;
      const changed = [first.replace(/[0-9a-f]{64}/, "0".repeat(64)), ...rest];
      expect(wrongIn(await verify("general", changed))).toHaveLength(1);
      // Not in the order in which they came.
      expect(wrongIn(await verify("general", general.toReversed()))).toHaveLength(2);
    });
});

describe("SQLite: a copy is put back only where that is safe", () => {
  let ground: Ground;
  let record: OpenRecord;
  let dataDir: string;
  let key: KeyObject;
  let copy: string;

  const put = (more: Partial<Parameters<typeof restore>[0]> = {}) =>
    restore({
      file: copy,
      dataDir,
      version: VERSION,
      key,
      newKey: false,
      clock: () => Date.parse(at("12:40")),
      ...more,
    });
  const parts = () => readdirSync(dataDir).toSorted();

  beforeEach(async () => {
    ground = await newGround("SQLite");
    ({ dataDir } = ground.place);
    key = newKey();
    record = await ground.open();
    await record.append(adding(LESSON, 0, fact("MeetingStarted", { data: { n: 1, what: "a first event" } })));
    await openSealer({ record: record.records.in("school"), key, now: () => at("09:30") }).seal(() => []);
    copy = join(dataDir, "copy.sqlite");
    await backUp({ dataDir, file: copy, version: VERSION, clock: () => Date.parse(at("10:15")) });
    await record.append(adding("lesson:l2", 0, fact("MeetingStarted")));
  });

  afterEach(async () => ground.remove());

  it("not while a program runs on the record", async () => {
    await expect(put()).rejects.toMatchObject({
      code: "RECORD_IN_USE",
      message: expect.stringContaining("Stop it first"),
    });
    expect(await record.read("lesson:l2")).toHaveLength(1);
  });

  it("with what was there moved aside, whole, also where it was cut off", async () => {
    // As after a power cut: the newest events are in the log only.
    const cut = mkdtempSync(join(tmpdir(), "cut-"));
    for (const name of ["record.sqlite", "record.sqlite-wal"])
      writeFileSync(join(cut, name), readFileSync(join(dataDir, name)));
    expect(existsSync(join(cut, "record.sqlite-wal"))).toBe(true);
    const { aside = "", until } = await put({ dataDir: cut });
    expect(until).toBeDefined();
    expect(readdirSync(cut).toSorted()).toEqual([
      "record-before-2026-11-24T12-40-00.000Z",
      "record.lock",
      "record.sqlite",
    ]);
    const before = await openRecord({ dataDir: aside });
    expect(await before.read("lesson:l2")).toHaveLength(1);
    await before.close();
    const now = await openRecord({ dataDir: cut });
    expect(await now.read("lesson:l2")).toEqual([]);
    expect(await now.setting("record.copy")).toBeUndefined();
    await now.close();
    rmSync(cut, { recursive: true, force: true });
  });

  it("not one that is damaged, changed, no copy or not there; nothing is changed then", async () => {
    await record.close();
    const before = parts();
    const bad = join(dataDir, "bad.sqlite");
    const whole = readFileSync(copy);
    const changed = Buffer.from(whole);
    changed.write("A", whole.indexOf("a first event"));
    const tries: readonly (readonly [Buffer | string, RegExp])[] = [
      [whole.subarray(0, 9_000), /The record in the copy .*bad\.sqlite is damaged: .*Take an older copy/],
      ["hello", /is damaged/],
      ["", /is no copy of a record/],
      // Not an open lesson: a start would not have checked it.
      [changed, /is not what was recorded and sealed/],
    ];
    for (const [bytes, words] of tries) {
      writeFileSync(bad, bytes);
      await expect(put({ file: bad })).rejects.toThrow(words);
      await expect(tryCopy(bad)).rejects.toThrow(words);
    }
    rmSync(bad);
    await expect(put({ file: bad })).rejects.toThrow(/There is no file/);
    expect(parts()).toEqual(before);
    expect(await tryCopy(copy)).toMatchObject({ of: at("10:15"), streams: 1, seal: { number: 1 } });
  });

  it("not one that a newer version has taken something from", async () => {
    await record.close();
    const newer = new Database(copy);
    newer.exec(
      `insert into kysely_migration values ('0999-later', '2027-01-01'); insert into settings values ('record.oldest-program', '"0999-later"')
        on conflict (key) do update set value = excluded.value`,
    );
    newer.close();
    await expect(put()).rejects.toMatchObject({
      code: "RECORD_TOO_NEW",
      message: expect.stringContaining("Install the newer version"),
    });
    expect(parts().filter((name) => name.startsWith("record-before") || name === "restoring")).toEqual([]);
  });

  it("with the key that it was sealed with, or where a person says that it is lost", async () => {
    await record.close();
    await expect(put({ key: undefined })).rejects.toThrow(/there is none.*Put seal-key\.pem back.*--new-key/);
    await expect(put({ key: newKey() })).rejects.toThrow(/another key than the one that is here/);
    expect(parts().filter((name) => name.startsWith("record-before"))).toEqual([]);
    await expect(put({ key: newKey(), newKey: true })).resolves.toMatchObject({ of: at("10:15") });
  });
});

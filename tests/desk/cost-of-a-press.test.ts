import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import { pupilRows, pupilsOf } from "../../src/protocol/lesson/presence.ts";
import { checklistFace } from "../../src/protocol/screen/card-faces.ts";
import { SharedCommits } from "../../src/record/engine/shared-commits.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import { lessonCard } from "../../src/teams/cards/lesson-card.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

// Counts, not times: what a press costs is the same on every machine (docs/performance.md has the times).

type Cost = {
  /** Statements that the engine ran, those that open and end a transaction among them. */
  statements: number;
  /** Statements that were parsed anew. */
  parsed: number;
  /** Waits for the disk. */
  waits: number;
};

/** How far the record has come is noted every so often (record/engine/sqlite-damage.ts), whatever is pressed. */
const BY_THE_CLOCK = /max\(rowid\)/;

let folder: string;
let day: Day;
let lesson: string;
let cost: Cost;
/** Until then the disk takes nothing. */
let held: Promise<void> | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cost-"));
  day = await openDay({ dataDir: folder });
  lesson = await startedLesson(day);
  cost = { statements: 0, parsed: 0, waits: 0 };
  held = undefined;
  const database = new Database(":memory:");
  const statement = Object.getPrototypeOf(database.prepare("select 1")) as Database.Statement;
  database.close();
  for (const name of ["run", "all", "get"] as const) {
    const run = statement[name];
    jest.spyOn(statement, name).mockImplementation(function (this: Database.Statement, ...values) {
      if (!BY_THE_CLOCK.test(this.source)) cost.statements += 1;
      return run.apply(this, values);
    });
  }
  const { prepare } = Database.prototype;
  jest.spyOn(Database.prototype, "prepare").mockImplementation(function (this: Database.Database, text) {
    cost.parsed += 1;
    return prepare.call(this, text);
  });
  const { onDisk } = SharedCommits.prototype;
  jest.spyOn(SharedCommits.prototype, "onDisk").mockImplementation(function (this: SharedCommits) {
    cost.waits += 1;
    return held === undefined ? onDisk.call(this) : held.then(() => onDisk.call(this));
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await day.close();
  rmSync(folder, { recursive: true });
});

const press = async (command: StaffCommand, caller = "teacher") => {
  const answer = await day.lessons.press(day.caller(caller), lesson, command);
  if ("refused" in answer) throw new Error(answer.say);
  return answer;
};
const costOf = async (work: () => Promise<unknown>): Promise<Cost> => {
  // Its statements are parsed, and the lesson is known.
  await press({ press: "note-exception", pupil: "p-ben", reason: "language" });
  await press({ press: "put-right", pupil: "p-ben", reason: "language" });
  await day.lessons.read(lesson);
  cost = { statements: 0, parsed: 0, waits: 0 };
  await work();
  return { ...cost };
};
const note = (pupil: string) => press({ press: "note-exception", pupil, reason: "language" });

describe("what a press costs the record", () => {
  it("one that changes nothing costs nothing: the lesson is known, and no other process writes it", async () => {
    await note("p-amara");
    expect(await costOf(() => note("p-amara"))).toEqual({ statements: 0, parsed: 0, waits: 0 });
  });

  it("one that is recorded waits for the disk once, parses nothing, and runs at most ten statements", async () => {
    const one = await costOf(() => note("p-amara"));
    expect(one).toMatchObject({ parsed: 0, waits: 1 });
    expect(one.statements).toBeLessThanOrEqual(10);
  });

  it("ten of one moment cost ten times one, and wait for the disk no more than twice", async () => {
    const one = await costOf(() => note("p-amara"));
    const pupils = ["p-ben", "p-chidi"];
    const reasons = [
      "dress",
      "name not shown",
      "no adult seen",
      "not a family room",
      "adult spoke to others",
    ];
    const ten = await costOf(() =>
      Promise.all(
        pupils.flatMap((pupil) =>
          reasons.map((reason) => press({ press: "note-exception", pupil, reason } as StaffCommand)),
        ),
      ),
    );
    expect(ten.statements).toBeLessThanOrEqual(10 * one.statements);
    expect(ten.waits).toBeLessThanOrEqual(2);
  });

  it("one that comes while another is being put on disk does not read the lesson back from there", async () => {
    const disk = Promise.withResolvers<void>();
    await costOf(async () => {
      held = disk.promise;
      const first = note("p-chidi");
      while (cost.waits === 0) await new Promise((turn) => setImmediate(turn));
      const { statements } = cost;
      const answers: string[] = [];
      const second = note("p-chidi").then(({ say }) => answers.push(say));
      for (let turns = 0; turns < 20; turns += 1) await new Promise((turn) => setImmediate(turn));
      const meanwhile = [[...answers], cost.statements];
      disk.resolve();
      // It is answered once what it rests on is on disk.
      expect(meanwhile).toEqual([[], statements]);
      await Promise.all([first, second]);
      expect(answers).toEqual(["Already noted."]);
    });
  });

  it("costs the same after hundreds of events as after a few", async () => {
    const few = await costOf(() => note("p-amara"));
    for (let n = 0; n < 200; n += 1)
      await press({
        press: n % 2 === 0 ? "note-exception" : "put-right",
        pupil: "p-ben",
        reason: "language",
      });
    expect(await costOf(() => note("p-chidi"))).toEqual(few);
    expect(await day.record.verifyStream(lessonStream(lesson))).toMatchObject({ intact: true });
  });

  it("no device is matched with the register because of it", async () => {
    const { people } = await day.lessons.read(lesson);
    const before = await day.lessons.read(lesson);
    const stands = Object.values(people).map((one) => pupilsOf(before, one));
    const { lesson: after } = await note("p-amara");
    expect(Object.values(after.people).map((one) => pupilsOf(after, one))).toEqual(stands);
    for (const [n, one] of Object.values(after.people).entries())
      expect(pupilsOf(after, one)).toBe(stands[n]);
    expect(pupilRows(after)).toBe(pupilRows(after));
  });

  it("the card that answers is drawn and built once for all presses of a moment that change nothing", async () => {
    const of = { lesson, card: "checklist", panelUrl: "https://panel.example" } as const;
    const around = { timeZone: "UTC", phone: "", now: day.now() };
    const state = await day.lessons.read(lesson);
    const card = lessonCard(checklistFace(state, around), of, "Already noted.");
    const again = { ...around, now: new Date(Date.parse(around.now) + 200).toISOString() };
    expect(lessonCard(checklistFace(state, again), of, "Already noted.")).toBe(card);
    expect(lessonCard(checklistFace(state, again), of, "Noted.")).not.toEqual(card);
    const { lesson: after } = await note("p-amara");
    expect(lessonCard(checklistFace(after, again), of, "Already noted.")).not.toBe(card);
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SharedCommits } from "../../src/record/engine/shared-commits.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import { guest, REGISTER } from "../protocol/lesson/story.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

const REASONS = ["dress", "language", "name not shown", "not a family room"] as const;
const PRESSES = REGISTER.flatMap(({ id }) => REASONS.map((reason) => ({ pupil: id, reason })));

let folder: string;
let day: Day;
let lesson: string;
/** Decisions that were made, and waits for the disk. */
let changes: jest.SpyInstance;
let waits: jest.SpyInstance;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "together-"));
  day = await openDay({ dataDir: folder });
  lesson = await startedLesson(day, [guest("r-amara", "Amara Okafor")]);
  changes = jest.spyOn(SharedCommits.prototype, "commitTransaction");
  waits = jest.spyOn(SharedCommits.prototype, "onDisk");
});
afterEach(async () => {
  jest.restoreAllMocks();
  await day.close();
  rmSync(folder, { recursive: true });
});

const pressAll = () =>
  Promise.allSettled(
    PRESSES.map((one) =>
      day.lessons.press(day.caller("teacher"), lesson, { press: "note-exception", ...one }),
    ),
  );
const noted = async () =>
  Object.values((await day.lessons.read(lesson)).pupils).flatMap(({ exceptions }) => exceptions).length;

describe("SQLite: presses of one moment in one lesson wait for the disk together", () => {
  it("each is decided on the one before, and none before its turn: no decision is made twice", async () => {
    const before = (await day.record.read(lessonStream(lesson))).length;
    const results = await pressAll();
    expect(results.map(({ status }) => status)).toEqual(PRESSES.map(() => "fulfilled"));
    expect(await noted()).toBe(PRESSES.length);
    // Each press is one transaction: a second would be a decision made again.
    expect(changes).toHaveBeenCalledTimes(PRESSES.length);
    expect(waits.mock.calls.length).toBeLessThan(PRESSES.length / 2);
    expect((await day.record.read(lessonStream(lesson))).length).toBe(before + PRESSES.length);
    expect(await day.record.verifyStream(lessonStream(lesson))).toMatchObject({ intact: true });
  });

  it("what was only said again is answered after the first is on disk", async () => {
    const order: string[] = [];
    const press = () =>
      day.lessons.press(day.caller("teacher"), lesson, {
        press: "note-exception",
        pupil: "p-ben",
        reason: "dress",
      });
    day.record.onAppended(() => order.push("on disk"));
    const [first, again] = await Promise.all([
      press(),
      press().then((answer) => {
        order.push("answered");
        return answer;
      }),
    ]);
    expect([first.say, again.say]).toEqual([expect.stringMatching(/^Noted\./), "Already noted."]);
    expect(order).toEqual(["on disk", "answered"]);
  });

  it("if the disk fails under them, no one is told that anything was noted, and then it can be", async () => {
    const before = await noted();
    // SQLite rolls back what was to be committed.
    jest.spyOn(SharedCommits.prototype, "inLog").mockImplementation(() => {
      throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_WRITE" });
    });
    const results = await pressAll();
    expect(results.map(({ status }) => status)).toEqual(PRESSES.map(() => "rejected"));
    jest.restoreAllMocks();
    expect(await noted()).toBe(before);
    await pressAll();
    expect(await noted()).toBe(PRESSES.length);
    expect(await day.record.verifyStream(lessonStream(lesson))).toMatchObject({ intact: true });
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/protocol/lesson/commands.ts";
import { SharedCommits } from "../../src/record/engine/shared-commits.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import { guest } from "../protocol/lesson/story.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

// Counts, not times: how many commits it takes when thirty people leave at once (docs/performance.md has the times).

const THIRTY = Array.from({ length: 30 }, (_, n) => guest(`r${n}`, `Tablet ${n}`));

let folder: string;
let day: Day;
let lesson: string;
let transactions: jest.SpyInstance;
let waits: jest.SpyInstance;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "leaving-"));
  day = await openDay({ dataDir: folder });
  lesson = await startedLesson(day, THIRTY);
  transactions = jest.spyOn(SharedCommits.prototype, "commitTransaction");
  waits = jest.spyOn(SharedCommits.prototype, "onDisk");
});
afterEach(async () => {
  jest.restoreAllMocks();
  await day.close();
  rmSync(folder, { recursive: true });
});

const left = ({ id, shown }: (typeof THIRTY)[number]): Report => ({
  report: "roster-seen",
  source: "events",
  people: [guest(id, shown, "out")],
  staff: [],
  whole: false,
});
const accepted = ({ id }: (typeof THIRTY)[number]): Report => ({ report: "removal-accepted", person: id });
const all = (report: (one: (typeof THIRTY)[number]) => Report) =>
  Promise.all(THIRTY.map((one) => day.lessons.report(lesson, report(one))));
const inside = async () =>
  Object.values((await day.lessons.read(lesson)).people).filter(
    ({ id, place }) => id.startsWith("r") && place === "in" && id !== "r-teacher",
  ).length;

describe("thirty people who leave at once", () => {
  it("are recorded in two changes at most, each as its own event, and each is answered with the lesson without them", async () => {
    const before = (await day.record.read(lessonStream(lesson))).length;
    expect(await inside()).toBe(30);
    transactions.mockClear();
    const answers = await all(left);
    expect(transactions.mock.calls.length).toBeLessThanOrEqual(2);
    expect(waits.mock.calls.length).toBeLessThanOrEqual(2);
    for (const [n, { people }] of answers.entries()) expect(people[`r${n}`]?.place).toBe("out");
    expect(await inside()).toBe(0);
    const events = (await day.record.read(lessonStream(lesson))).slice(before);
    expect(events.filter(({ type }) => type === "PersonMoved")).toHaveLength(30);
    expect(await day.record.verifyStream(lessonStream(lesson))).toMatchObject({ intact: true });
  });

  it("ask for the work of two changes, not of thirty", async () => {
    const before = (await day.record.dutiesOf(lessonStream(lesson))).length;
    await all(left);
    const asked = (await day.record.dutiesOf(lessonStream(lesson))).slice(before);
    expect(asked.length).toBeLessThan(10);
  });

  it("and those that come while the first is on its way to the disk are the second change", async () => {
    const [first, ...rest] = THIRTY.map(left);
    if (first === undefined) throw new Error("no one");
    const one = day.lessons.report(lesson, first);
    while (transactions.mock.calls.length === 0) await Promise.resolve();
    await Promise.all([one, ...rest.map((report) => day.lessons.report(lesson, report))]);
    expect(transactions.mock.calls.length).toBe(2);
  });

  it("a removal that Teams has accepted is noted with those of the same moment", async () => {
    await day.lessons.press(day.caller("teacher"), lesson, { press: "end-for-all" });
    await day.lessons.report(lesson, { report: "end-window-passed" });
    transactions.mockClear();
    await all(accepted);
    expect(transactions.mock.calls.length).toBeLessThanOrEqual(2);
    const { people } = await day.lessons.read(lesson);
    expect(THIRTY.map(({ id }) => people[id]?.removal)).toEqual(THIRTY.map(() => "accepted"));
  });

  it("one that cannot be recorded does not take the others along", async () => {
    const [first, ...rest] = THIRTY;
    if (first === undefined) throw new Error("no one");
    // What JSON cannot hold.
    const odd = [{ ...guest("odd", ""), shown: 1n as unknown as string }];
    const broken = { ...left(first), people: odd } as Report;
    const results = await Promise.allSettled([
      day.lessons.report(lesson, left(first)),
      day.lessons.report(lesson, broken),
      ...rest.map((one) => day.lessons.report(lesson, left(one))),
    ]);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(await inside()).toBe(0);
  });
});

describe("an end that can still be undone", () => {
  it("asks the directory at the press for what the alert will need of it", async () => {
    const asked: string[] = [];
    const { directory } = day;
    jest.spyOn(directory, "mailOf").mockImplementation(async (id) => {
      asked.push(`address of ${id}`);
      return undefined;
    });
    jest.spyOn(directory, "membersOf").mockImplementation(async (role) => {
      asked.push(role);
      return [];
    });
    await day.lessons.press(day.caller("teacher"), lesson, { press: "pause" });
    expect(asked).toEqual([]);
    await day.lessons.press(day.caller("teacher"), lesson, { press: "end-for-all" });
    expect(asked).toEqual(expect.arrayContaining(["address of teacher", "dsl", "headteacher"]));
  });
});

import { exportStreams } from "../../../src/record/seal/export-streams.ts";
import { eachRecorded } from "../../../src/record/seal/sealable.ts";
import { check, closeDays, LESSON, momentAt, openDay, type SchoolDay, wrongIn } from "./sealed-record.ts";
import { isEventOf } from "./tamper.ts";

const LONG = 730;

let day: SchoolDay;
beforeEach(async () => {
  day = await openDay();
  await day.append(LESSON, "09:00", ...Array.from({ length: LONG }, (_, n) => ({ data: { n } })));
  await day.seal("general", "12:00");
});
afterEach(closeDays);

describe("a stream of many hundred events", () => {
  it("is exported whole, each event once and in its order, and proves itself", async () => {
    const lines = await day.lines();
    expect(lines.filter(isEventOf(LESSON)).map(({ version }) => version)).toEqual(
      Array.from({ length: LONG }, (_, n) => n + 1),
    );
    expect(wrongIn(check(lines, day.anchors()))).toEqual([]);
  });

  it("lets other work in at least once in each hundred events, however many export it at once", async () => {
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const sinceTurn = { turn: 0, events: 0 };
    let most = 0;
    const exported = async (): Promise<void> => {
      for await (const line of exportStreams(day.record, { streams: "all", at: momentAt("18:00") })) {
        if (!line.startsWith('{"line":"event"')) continue;
        if (sinceTurn.turn !== turns) Object.assign(sinceTurn, { turn: turns, events: 0 });
        sinceTurn.events += 1;
        most = Math.max(most, sinceTurn.events);
      }
    };
    await Promise.all(Array.from({ length: 10 }, exported));
    isOver = true;
    expect(most).toBeLessThanOrEqual(100);
    expect(turns).toBeGreaterThanOrEqual(10 * Math.floor(LONG / 100));
  });

  it("is no file that could not be checked where it expires meanwhile", async () => {
    const recorded = (stream: string, after: number) =>
      after < 300 ? day.record.recorded(stream, after) : Promise.resolve([]);
    const read = async (): Promise<void> => {
      for await (const _event of eachRecorded({ recorded }, { stream: LESSON, length: LONG }));
    };
    await expect(read()).rejects.toThrow("a stream expired while it was read");
  });
});

import { newestVersions } from "../../../src/record/log/newest-versions.ts";
import { lessonReader, lessonStream } from "../../../src/record/log/streams.ts";
import { ENGINES, freshGround } from "../../support/engines.ts";
import { adding, erasing, fact } from "../samples.ts";

const STREAM = lessonStream("l1");
const started = () => fact("MeetingStarted", { data: { source: "event" } });

describe.each(ENGINES)("%s: whether a state is the newest", (engine) => {
  const isAlone = engine === "SQLite";

  it("is known of what this process has put on disk, where no other writes; else it is read", async () => {
    const { record } = await freshGround(engine);
    expect(record.isNewest(STREAM, 0)).toBe(false);
    await record.append(adding(STREAM, 0, started()));
    expect([0, 1, 2].map((version) => record.isNewest(STREAM, version))).toEqual([false, isAlone, false]);
    await record.append(adding(STREAM, 1, started()));
    expect([1, 2].map((version) => record.isNewest(STREAM, version))).toEqual([false, isAlone]);
  });

  it("is no longer said of the version before once the next is written, though the disk has it later", async () => {
    const { record } = await freshGround(engine);
    await record.append(adding(STREAM, 0, started()));
    const seen: boolean[] = [];
    const written = () => seen.push(...[1, 2].map((version) => record.isNewest(STREAM, version)));
    await record.append({ ...adding(STREAM, 1, started()), written });
    // With PostgreSQL nothing is known of it.
    expect(seen).toEqual(isAlone ? [false, true] : []);
  });

  it("a change that was refused, or failed, changes nothing of it", async () => {
    const { record } = await freshGround(engine);
    await record.append(adding(STREAM, 0, started()));
    expect(await record.append(adding(STREAM, 0, started()))).toMatchObject({ appended: false });
    await expect(record.append(adding(STREAM, 1, fact("X", { data: { n: Number.NaN } })))).rejects.toThrow();
    expect(record.isNewest(STREAM, 1)).toBe(isAlone);
    expect(record.isNewest(STREAM, 2)).toBe(false);
  });

  it("a lesson is read once and then not again, until something is added to it", async () => {
    const { record } = await freshGround(engine);
    await record.append(adding(STREAM, 0, started()));
    const reads = jest.fn(record.read);
    const read = lessonReader({ read: reads, isNewest: record.isNewest });
    const first = await read("l1");
    expect(await read("l1")).toEqual(first);
    expect(reads).toHaveBeenCalledTimes(isAlone ? 1 : 2);
    await record.append(adding(STREAM, 1, started()));
    expect((await read("l1")).version).toBe(2);
  });

  it("after an erasure it is read anew, as a whole", async () => {
    const { record } = await freshGround(engine);
    const named = { data: { by: "t" }, personal: { byName: "Ms Hart" } };
    await record.append(adding(STREAM, 0, started(), fact("Paused", named)));
    const read = lessonReader(record);
    expect((await read("l1")).state.staffNames).toEqual({ t: "Ms Hart" });
    await record.append(erasing(STREAM, 2, 2));
    expect(await read("l1")).toMatchObject({ version: 3, state: { staffNames: {} } });
  });
});

describe("changes that are put on disk together", () => {
  it("answer in any order: the newest version is the higher one", () => {
    const newest = newestVersions({ holder: null });
    for (const version of [1, 3, 2]) newest.note({ [STREAM]: version });
    expect([1, 2, 3].map((version) => newest.is(STREAM, version))).toEqual([false, false, true]);
  });

  it("once it has expired, the stream begins anew", () => {
    const newest = newestVersions({ holder: null });
    newest.note({ [STREAM]: 3 });
    newest.note({}, [STREAM]);
    newest.note({ [STREAM]: 1 });
    expect(newest.is(STREAM, 1)).toBe(true);
  });
});

import { ENGINES, type Ground, newGround } from "../../support/engines.ts";
import { adding } from "../samples.ts";

const AT = "2026-11-24T10:00:00.000Z";
const LESSON = "lesson:1f9a";

describe.each(ENGINES)("what may be removed beneath the program (%s)", (engine) => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await newGround(engine);
  });
  afterEach(() => ground.remove());

  const begun = async () => {
    const record = await ground.open();
    const fact = { type: "PersonArrived", at: AT, data: { n: 1 }, personal: { name: "Zebedee" } };
    await record.append(adding(LESSON, 0, fact, fact));
    await record.append(adding("concern:ABCDEF", 0, fact));
    return record;
  };
  const expiry = async (
    record: Awaited<ReturnType<typeof begun>>,
    stream: string,
    type = "LessonsExpired",
  ) => {
    const head = await record.headOf(stream);
    const { length: version = 0, hash = "" } = head ?? {};
    return record.append({
      ...adding("keeping", 0, { type, at: AT, data: { streams: [{ stream, length: version, hash }] } }),
      expire: {
        stream: "keeping",
        at: AT,
        lessons: [{ lesson: stream.split(":")[1] ?? "", stream, version, hash }],
      },
    });
  };

  it("a lesson that a fact names, and then nothing can be added to it", async () => {
    const record = await begun();
    expect(await expiry(record, LESSON)).toMatchObject({ appended: true });
    expect(await record.read(LESSON)).toEqual([]);
    expect(await record.verifyStream(LESSON)).toEqual({ intact: true, length: 0, erased: [] });
    // Those who read it now, and those who read it just before.
    for (const version of [0, 2])
      await expect(
        record.append(adding(LESSON, version, { type: "X", at: AT, data: {} })),
      ).rejects.toMatchObject({ code: "EXPIRED" });
    expect(await record.verifyStream(LESSON)).toEqual({ intact: true, length: 0, erased: [] });
    // Twice is not done twice.
    const again = { ...(await record.headOf(LESSON)) };
    expect(again.length).toBe(2);
  });

  it.each([
    ["a concern", "concern:ABCDEF", "LessonsExpired"],
    ["a lesson that no fact names as expired", LESSON, "SomethingElse"],
  ])("removes nothing of %s", async (_, stream, type) => {
    const record = await begun();
    await expect(expiry(record, stream, type)).rejects.toThrow();
    expect((await record.read(stream)).length).toBeGreaterThan(0);
    expect(await record.read("keeping")).toEqual([]);
  });

  it("not a lesson that has moved on meanwhile", async () => {
    const record = await begun();
    const lessons = [{ lesson: "1f9a", stream: LESSON, version: 1, hash: "0".repeat(64) }];
    const change = adding("keeping", 0, { type: "LessonsExpired", at: AT, data: { streams: [] } });
    const answer = await record.append({ ...change, expire: { stream: "keeping", at: AT, lessons } });
    expect(answer).toEqual({ appended: false, conflict: LESSON });
    expect(await record.read("keeping")).toEqual([]);
  });

  it("not one event, nor the note that it has expired, even by a person who has the database", async () => {
    const record = await begun();
    await expiry(record, LESSON);
    await record.close();
    const scope = "'school', 'general'";
    for (const statement of [
      "delete from events where stream = 'concern:ABCDEF'",
      "update events set type = 'X'",
      `insert into expired_streams (stream, version, hash, fact_stream, fact_version, school, store)
        values ('concern:ABCDEF', 1, 'x', 'keeping', 1, ${scope})`,
      "delete from expired_streams",
    ])
      await expect(ground.run(statement)).rejects.toThrow(/append-only|only what a fact says/);
  });
});

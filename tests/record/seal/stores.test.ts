import { readSeals } from "../../../src/record/seal/history.ts";
import { openSealer } from "../../../src/record/seal/sealer.ts";
import { ENGINES, freshGround, type Ground } from "../../support/engines.ts";
import type { OpenRecord } from "../../support/opened.ts";
import {
  ADULT_CONCERN,
  CHILD_CONCERN,
  closeDays,
  LESSON,
  momentAt,
  newKey,
  openDay,
} from "./sealed-record.ts";

afterEach(closeDays);

describe.each(ENGINES)("seals on %s", (engine) => {
  let ground: Ground;
  let record: OpenRecord;

  beforeEach(async () => {
    ({ ground, record } = await freshGround(engine));
  });

  const movedIn = async (store: "general" | "adult") =>
    (await readSeals(store === "adult" ? record.staffMatters : record)).map(({ moved }) =>
      moved.map(({ stream, length }) => `${stream} ${length}`),
    );

  it("hold what has moved on, in the store it belongs to", async () => {
    const day = await openDay(newKey(), record);
    await day.append(LESSON, "09:00", { type: "MeetingStarted" });
    await day.append(CHILD_CONCERN, "09:01", { type: "ConcernRaised", data: { about: "child" } });
    await day.append(ADULT_CONCERN, "09:02", { type: "ConcernRaised", data: { about: "adult" } });
    for (const store of ["adult", "general"] as const) await day.seal(store, "10:00");
    await day.append(ADULT_CONCERN, "10:30", { type: "ConcernClosed" });
    for (const store of ["adult", "general"] as const) await day.seal(store, "11:00");

    expect(await movedIn("general")).toEqual([[`${CHILD_CONCERN} 1`, `${LESSON} 1`], []]);
    expect(await movedIn("adult")).toEqual([[`${ADULT_CONCERN} 1`], [`${ADULT_CONCERN} 2`]]);
  });

  it("of two instances at the same moment follow from each other", async () => {
    const parts = { key: newKey(), now: () => momentAt("09:00") };
    const other = engine === "PostgreSQL" ? await ground.open() : record;
    const sealers = [record, other].map((one) => openSealer({ record: one, ...parts }));

    await Promise.all([...sealers, ...sealers].map(async (sealer) => sealer.seal(() => [])));

    const numbers = (await readSeals(record)).map(({ seal }) => seal.number);
    expect(numbers).toEqual([1, 2, 3, 4]);
  });
});

describe("what the general record gives away about staff matters", () => {
  it("is nothing: streams, lengths and seals are the same with them and without", async () => {
    const tellsOf = async (withConcern: boolean) => {
      const day = await openDay();
      await day.append(LESSON, "09:00", { type: "MeetingStarted" });
      if (withConcern)
        await day.append(ADULT_CONCERN, "09:01", { type: "ConcernRaised", data: { about: "adult" } });
      for (const store of ["adult", "general"] as const) await day.seal(store, "18:00");
      const lines = await day.lines();
      expect(JSON.stringify(lines)).not.toContain(ADULT_CONCERN);
      // Random by nature: salts, roots and all that follows from them.
      const random = ["secret", "root", "publicKey", "signature", "hash", "salt"];
      return JSON.stringify(lines, (key, value: unknown) =>
        random.includes(key) ? String(value).length : value,
      );
    };
    expect(await tellsOf(true)).toBe(await tellsOf(false));
  });
});

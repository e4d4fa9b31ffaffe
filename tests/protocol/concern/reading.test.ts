import { evolveReadings, isNoted, type Reading } from "../../../src/protocol/concern/reading.ts";

describe("that a person was shown a concern is noted", () => {
  const AT = "2026-11-24T10:00:00.000Z";
  const later = (ms: number): string => new Date(Date.parse(AT) + ms).toISOString();
  const HOUR = 60 * 60_000;
  const read = { type: "ConcernRead", at: AT, data: { by: "dsl", surface: "list" } } as const;
  const readings: readonly Reading[] = evolveReadings([], { ...read, personal: { byName: "Mrs Dale" } });

  it("with their name, and without it once that is erased", () => {
    expect(readings).toEqual([{ by: "dsl", surface: "list", at: AT, byName: "Mrs Dale" }]);
    expect(evolveReadings(readings, read)).toEqual([
      ...readings,
      { by: "dsl", surface: "list", at: AT, byName: "A member of staff" },
    ]);
  });

  it("and facts of another kind change nothing of it", () => {
    expect(evolveReadings(readings, { ...read, type: "PersonalErased" } as unknown as typeof read)).toBe(
      readings,
    );
  });

  it("opened after the list is what stands, and the list within the hour adds nothing to it", () => {
    const at = later(HOUR - 1);
    const opened = {
      ...read,
      at,
      data: { by: "dsl", surface: "record" },
      personal: { byName: "Mrs Dale" },
    } as const;
    const both = evolveReadings(readings, opened);
    expect(both).toEqual([{ by: "dsl", surface: "record", at, byName: "Mrs Dale" }]);
    expect(isNoted(both, "dsl", "list", later(HOUR))).toBe(true);
    expect(isNoted(both, "dsl", "list", later(2 * HOUR))).toBe(false);
    expect(evolveReadings(readings, { ...opened, at: later(HOUR) })).toHaveLength(2);
    expect(evolveReadings(readings, { ...opened, data: { by: "deputy", surface: "record" } })).toHaveLength(
      2,
    );
  });

  it.each([
    ["the second within the hour is not noted", "dsl", "list", HOUR - 1, true],
    ["the second after an hour is noted", "dsl", "list", HOUR, false],
    ["the second is noted if the clock was put back", "dsl", "list", -1, false],
    ["another person's is noted", "deputy", "list", 0, false],
    ["one on the page is noted after one in the list", "dsl", "record", 0, false],
  ] as const)("of two readings, %s", (_what, by, surface, ms, noted) => {
    expect(isNoted(readings, by, surface, later(ms))).toBe(noted);
  });
});

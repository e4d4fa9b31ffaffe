import { outsideDate } from "../../../src/protocol/time/outside-date.ts";
import { fc } from "../../support/properties.ts";

const NEAR = "2026-11-28T22:34:00Z";

describe("a date from outside", () => {
  it.each([
    "2026-11-28T22:30:00Z",
    "2026-11-28T22:30:00.1234567Z",
    "2026-11-28T23:30:00+01:00",
    "2026-11-28T22:30Z",
  ])("%s is what it says", (said) => {
    expect(outsideDate(said, NEAR)).toBe(said);
  });

  it.each([
    undefined,
    null,
    "",
    "soon",
    "0001-01-01T00:00:00Z",
    "1601-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59.9999999Z",
    "28/11/2026",
    "11/12/2026",
    "28/11/2026 22:34",
    "2026-11-28",
    "2026-11-28T22:34:00",
    "2026-13-28T22:34:00Z",
    "Sat, 28 Nov 2026 22:34:00 GMT",
    "1795905240000",
    "/Date(1795905240000)/",
  ])("%s is not said", (said) => {
    expect(outsideDate(said)).toBeUndefined();
  });

  it("more than a day from the message's own time is not said", () => {
    expect(outsideDate("2026-11-27T22:33:59Z", NEAR)).toBeUndefined();
    expect(outsideDate("2026-11-29T22:34:01Z", NEAR)).toBeUndefined();
    expect(outsideDate("2026-11-27T22:34:00Z", NEAR)).toBeDefined();
  });

  it("whatever is said, what is believed is a moment of our time", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.date().map(String), fc.integer().map(String)), (said) => {
        const believed = outsideDate(said);
        if (believed === undefined) return;
        expect(new Date(believed).getUTCFullYear()).toBeGreaterThanOrEqual(2015);
      }),
    );
  });
});

import { nextDailyTime } from "../../../src/protocol/time/daily-time.ts";

const LONDON = "Europe/London";

describe("the next time of day where the school is", () => {
  it.each([
    ["later today, in winter", "2026-11-24T09:00:00.000Z", "18:00", LONDON, "2026-11-24T18:00:00.000Z"],
    ["later today, in summer time", "2026-06-24T09:00:00.000Z", "18:00", LONDON, "2026-06-24T17:00:00.000Z"],
    ["tomorrow, once it is past", "2026-11-24T18:00:01.000Z", "18:00", LONDON, "2026-11-25T18:00:00.000Z"],
    [
      "tomorrow, at that very moment",
      "2026-11-24T18:00:00.000Z",
      "18:00",
      LONDON,
      "2026-11-25T18:00:00.000Z",
    ],
    [
      "over the change to summer time",
      "2026-03-28T18:30:00.000Z",
      "18:00",
      LONDON,
      "2026-03-29T17:00:00.000Z",
    ],
    ["over the change back", "2026-10-24T18:30:00.000Z", "18:00", LONDON, "2026-10-25T18:00:00.000Z"],
    [
      "at a time that summer time skips",
      "2026-03-28T23:00:00.000Z",
      "01:30",
      LONDON,
      "2026-03-29T01:30:00.000Z",
    ],
    [
      "where it is tomorrow already",
      "2026-11-24T20:00:00.000Z",
      "09:15",
      "Pacific/Auckland",
      "2026-11-24T20:15:00.000Z",
    ],
    [
      "where it is yesterday still",
      "2026-11-25T02:00:00.000Z",
      "18:00",
      "America/Los_Angeles",
      "2026-11-26T02:00:00.000Z",
    ],
    ["over the end of a year", "2026-12-31T19:00:00.000Z", "18:00", LONDON, "2027-01-01T18:00:00.000Z"],
  ])("is found: %s", (_, now, time, timeZone, expected) => {
    expect(nextDailyTime(now, time, timeZone)).toBe(expected);
  });
});

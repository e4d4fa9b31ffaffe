import { isTimeZone, timeZones } from "../../../src/protocol/time/time-zone.ts";

describe("a school's time zone", () => {
  it.each(["Europe/London", "Europe/Belfast", "America/Argentina/Ushuaia", "Asia/Ho_Chi_Minh"])(
    "%s is that of a place",
    (name) => expect(isTimeZone(name)).toBe(true),
  );

  it.each([
    "BST",
    "GMT",
    "UTC",
    "CET",
    "EST5EDT",
    "+01:00",
    "Etc/GMT-1",
    "GB",
    "US/Eastern",
    "Europe/Oakfield",
    "europe/london",
    "",
    "Local",
  ])("%j is not that of a place", (name) => expect(isTimeZone(name)).toBe(false));

  it("London is offered first, and all that is offered is taken", () => {
    const zones = timeZones();
    expect(zones[0]).toBe("Europe/London");
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones.length).toBeGreaterThan(300);
    expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
  });
});

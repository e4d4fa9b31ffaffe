import { addMs, clockTime } from "../../../src/protocol/time/clock-time.ts";

describe("the time people read", () => {
  it.each([
    ["2026-11-24T10:42:59.999Z", "Europe/London", "10:42"],
    ["2026-07-01T10:42:00.000Z", "Europe/London", "11:42"],
    ["2026-10-25T00:30:00.000Z", "Europe/London", "01:30"],
    ["2026-10-25T01:30:00.000Z", "Europe/London", "01:30"],
    ["2026-11-24T00:05:00.000Z", "Europe/London", "00:05"],
    ["2026-11-24T23:30:00.000Z", "Europe/Warsaw", "00:30"],
  ])("%s in %s is %s", (iso, zone, shown) => {
    expect(clockTime(iso, zone)).toBe(shown);
  });

  it("stays the same however often and in whatever order it is asked for, in each zone", () => {
    const zones = ["Europe/London", "Asia/Kathmandu", "UTC"];
    const formats = zones.map(
      (timeZone) =>
        [
          timeZone,
          new Intl.DateTimeFormat("en-GB", { timeStyle: "short", hour12: false, timeZone }),
        ] as const,
    );
    // The clocks change on this day; more minutes than are remembered, each twice.
    for (let n = 0; n < 900; n += 1) {
      const iso = addMs("2026-10-25T00:00:00.000Z", ((n * 7919) % 450) * 30_500);
      for (const [zone, format] of formats) expect(clockTime(iso, zone)).toBe(format.format(new Date(iso)));
    }
  });

  it("a span is added across midnight and the change of clocks alike", () => {
    expect(addMs("2026-10-24T23:59:59.000Z", 1500)).toBe("2026-10-25T00:00:00.500Z");
  });
});

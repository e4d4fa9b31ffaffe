import { lastExpired, USUAL_RETENTION } from "../../../src/protocol/time/retention.ts";
import { dayAfter, dayOf, startOfDay } from "../../../src/protocol/time/school-days.ts";

describe("this school year and one more", () => {
  it.each([
    ["2026-11-24", "2025-08-31"],
    ["2027-08-31", "2025-08-31"],
    ["2027-09-01", "2026-08-31"],
    ["2028-02-29", "2026-08-31"],
  ])("on %s lessons up to %s have expired", (today, last) => {
    expect(lastExpired(today, USUAL_RETENTION)).toBe(last);
  });

  it("a lesson of November 2026 goes after 31 August 2028, as the settings page says", () => {
    expect(lastExpired("2028-08-31", USUAL_RETENTION) < "2026-11-24").toBe(true);
    expect(lastExpired("2028-09-01", USUAL_RETENTION) >= "2026-11-24").toBe(true);
  });

  it("keeps none beyond its own year where the school says so, and more where it says that", () => {
    expect(lastExpired("2026-09-01", { schoolYearEnds: "08-31", keepYears: 0 })).toBe("2026-08-31");
    expect(lastExpired("2026-07-21", { schoolYearEnds: "07-20", keepYears: 3 })).toBe("2023-07-20");
  });
});

describe("days at school", () => {
  it("begin at midnight there, summer and winter", () => {
    expect(startOfDay("2026-07-01", "Europe/London")).toBe("2026-06-30T23:00:00.000Z");
    expect(startOfDay("2026-12-01", "Europe/London")).toBe("2026-12-01T00:00:00.000Z");
    expect(dayOf("2026-06-30T23:30:00.000Z", "Europe/London")).toBe("2026-07-01");
    expect(dayAfter("2026-12-31")).toBe("2027-01-01");
  });
});

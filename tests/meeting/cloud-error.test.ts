import { errorFromAnswer } from "../../src/meeting/cloud-error.ts";

const CALL = { service: "graph", operation: "onlineMeeting.get", repeatable: true } as const;

const waitOf = (retryAfter: string, date?: string): number | undefined =>
  errorFromAnswer(CALL, { status: 429, retryAfter, date }).retryAfterMs;

describe("how long Microsoft asks us to wait", () => {
  it("is read from seconds", () => {
    expect(waitOf("7")).toBe(7000);
  });

  it.each([
    ["0", 0],
    ["1.5", 1_500],
    ["  7  ", 7_000],
    ["7, 7", 7_000],
    ["7,30", 30_000],
    ["7, Tue, 24 Nov 2026 09:00:20 GMT", 20_000],
    ["Tue, 24 Nov 2026 09:00:20 GMT", 20_000],
    ["Tue, 24 Nov 2026 09:00:20 GMT, 30", 30_000],
    // RFC 9110 5.6.7: the two old forms; the second one names no zone.
    ["Tuesday, 24-Nov-26 09:00:20 GMT", 20_000],
    ["Tue Nov 24 09:00:20 2026", 20_000],
    ["2026-11-24T09:00:20Z", 20_000],
    ["Tue, 24 Nov 2026 08:00:00 GMT", 0],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["999999999", 3_600_000],
    ["9".repeat(400), 3_600_000],
    ["Wed, 01 Jan 2099 00:00:00 GMT", 3_600_000],
    ["", undefined],
    ["   ", undefined],
    ["-5", undefined],
    ["+5", undefined],
    ["7;", undefined],
    ["7 7", undefined],
    ["7s", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["Infinity", undefined],
    ["NaN", undefined],
    ["soon", undefined],
    ["-5, 7", 7_000],
  ])("is read from %j as %p ms", (said, ms) => {
    expect(waitOf(said, "Tue, 24 Nov 2026 09:00:00 GMT")).toBe(ms);
  });

  it.each([429, 503, 504, 502, 423, 409])("with a %d as with any other", (status) => {
    expect(errorFromAnswer(CALL, { status, retryAfter: "7" }).retryAfterMs).toBe(7_000);
    expect(errorFromAnswer(CALL, { status, retryAfter: null }).retryAfterMs).toBeUndefined();
    expect(errorFromAnswer(CALL, { status }).retryAfterMs).toBeUndefined();
  });

  it("until a date, by Microsoft's own clock, whatever ours says", () => {
    expect(waitOf("Tue, 24 Nov 2026 09:00:20 GMT", "Tue, 24 Nov 2026 09:00:00 GMT")).toBe(20_000);
    expect(waitOf("Thu, 01 Jan 2099 00:00:05 GMT", "Thu, 01 Jan 2099 00:00:00 GMT")).toBe(5000);
  });

  it("a date without another to compare it with, by ours", () => {
    const wait = waitOf(new Date(Date.now() + 60_000).toUTCString()) ?? 0;
    expect(wait).toBeGreaterThan(55_000);
    expect(wait).toBeLessThanOrEqual(60_000);
  });
});

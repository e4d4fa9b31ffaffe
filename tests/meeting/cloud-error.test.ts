import { errorFromAnswer } from "../../src/meeting/cloud-error.ts";

const CALL = { service: "graph", operation: "onlineMeeting.get", repeatable: true } as const;

const waitOf = (retryAfter: string, date?: string): number | undefined =>
  errorFromAnswer(CALL, { status: 429, retryAfter, date }).retryAfterMs;

describe("how long Microsoft asks us to wait", () => {
  it("in seconds", () => {
    expect(waitOf("7")).toBe(7000);
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

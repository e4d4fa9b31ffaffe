import { askedDelayMs, backoffMs } from "../../src/duty/backoff.ts";

describe("a duty that failed waits", () => {
  it("250 ms, 500 ms, 1 s, 2 s … at most 30 s", () => {
    const middle = () => 0.5;
    expect([1, 2, 3, 4, 7, 8, 9, 2_000].map((attempt) => backoffMs(attempt, false, middle))).toEqual([
      250, 500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  it("a few seconds at most where it protects children, and a little longer once it has lasted", () => {
    const middle = () => 0.5;
    expect([1, 2, 3, 4, 5, 40, 41, 2_000].map((attempt) => backoffMs(attempt, true, middle))).toEqual([
      250, 500, 1_000, 2_000, 3_000, 3_000, 10_000, 10_000,
    ]);
  });

  it("a quarter more or less, so that not all come back together", () => {
    expect(backoffMs(1, false, () => 0)).toBe(188);
    expect(backoffMs(1, false, () => 0.999)).toBe(312);
    expect(backoffMs(9, false, () => 0.999)).toBe(30_000);
  });

  it("never less than Microsoft asked for", () => {
    const third = { attempt: 3, protective: false };
    expect(askedDelayMs(2_000, third, () => 0)).toBe(2_000);
    expect(askedDelayMs(2_000, third, () => 0.999)).toBeGreaterThan(2_100);
  });

  it.each([0, -5, 249])(
    "%d ms does not say how long: the wait is as after any failure, so that requests do not go in a circle",
    (asked) => {
      expect(askedDelayMs(asked, { attempt: 3, protective: false }, () => 0.5)).toBe(1_000);
      expect(askedDelayMs(asked, { attempt: 9, protective: true }, () => 0.5)).toBe(3_000);
    },
  );
});

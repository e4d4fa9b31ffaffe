import { ServerClock } from "../../src/panel/server-clock.ts";

describe("the server's clock", () => {
  it("counts down rightly on a laptop that is minutes out", () => {
    let now = Date.parse("2026-11-24T10:00:00Z");
    const clock = new ServerClock(() => now);
    clock.hear("2026-11-24T10:07:00.000Z");
    expect(clock.secondsUntil("2026-11-24T10:07:04.000Z")).toBe(4);
    now += 3_100;
    expect(clock.secondsUntil("2026-11-24T10:07:04.000Z")).toBe(1);
    now += 60_000;
    expect(clock.secondsUntil("2026-11-24T10:07:04.000Z")).toBe(0);
  });

  it("trusts the answer that was on its way for the shortest time", () => {
    const clock = new ServerClock(() => 10_000);
    clock.hear(new Date(9_900).toISOString());
    clock.hear(new Date(8_000).toISOString());
    expect(clock.now()).toBe(9_900);
  });

  it("follows a clock that was set anew", () => {
    const clock = new ServerClock(() => 100_000);
    clock.hear(new Date(100_000).toISOString());
    clock.hear(new Date(20_000).toISOString());
    expect(clock.now()).toBe(20_000);
  });
});

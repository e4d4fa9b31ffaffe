import { Clock } from "../../src/practice/clock.ts";

let clock: Clock;
beforeEach(() => {
  clock = new Clock();
});
afterEach(() => clock.stop());

describe("the practice clock", () => {
  it("does what became due on the way, in order, at its own time", () => {
    const done: [string, number][] = [];
    const from = clock.now();
    const note = (what: string) => done.push([what, Math.round((clock.now() - from) / 60_000)]);
    clock.after(20 * 60_000, () => note("second"));
    clock.after(10 * 60_000, () => {
      note("first");
      clock.after(15 * 60_000, () => note("third"));
    });
    clock.after(40 * 60_000, () => note("later"));
    clock.advance(30 * 60_000);
    expect(done).toEqual([
      ["first", 10],
      ["second", 20],
      ["third", 25],
    ]);
    expect(Math.round((clock.now() - from) / 60_000)).toBe(30);
  });

  it("forgets what was called off", () => {
    let rang = false;
    const callOff = clock.after(1000, () => {
      rang = true;
    });
    callOff();
    clock.advance(5000);
    expect(rang).toBe(false);
  });

  it.each([60, -60])(
    "jumps by %d minutes, and what waits goes on waiting as long as it had to",
    async (by) => {
      const from = clock.now();
      let rang = false;
      clock.after(50, () => {
        rang = true;
      });
      clock.jump(by * 60_000);
      expect(rang).toBe(false);
      expect(Math.round((clock.now() - from) / 60_000)).toBe(by);
      expect(Math.round((clock.machine() - from) / 60_000)).toBe(by);
      await new Promise((later) => setTimeout(later, 200));
      expect(rang).toBe(true);
    },
  );
});

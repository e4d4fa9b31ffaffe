import { absencesUntil, endDueAt, pauseDueAt } from "../../../src/protocol/lesson/absences.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { AT } from "./story.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const at = (ms: number): string => addMs(AT, ms);
/** Pupils are alone since ten o'clock. */
const alone = { since: AT, pauseAfterSeconds: 30, endAfterMinutes: 3 };
const span = (from: number, to: number) => ({ from: at(from), to: at(to) });

describe("pupils left alone", () => {
  it.each([
    ["not at all", [], 30, 180],
    ["for 10 seconds, just now", [span(-15 * SECOND, -5 * SECOND)], 20, 170],
    [
      "for 20 seconds in two parts",
      [span(-35 * SECOND, -25 * SECOND), span(-15 * SECOND, -5 * SECOND)],
      10,
      160,
    ],
    ["for so long that the pause is due at once", [span(-50 * SECOND, -5 * SECOND)], 0, 135],
    // Of an absence, what lies further back than the limit and 40 seconds no longer counts.
    ["long ago", [span(-6 * MINUTE, -5 * MINUTE)], 30, 180],
    ["partly long ago", [span(-80 * SECOND, -65 * SECOND)], 25, 165],
    // After a pause there is time to come back before all are removed.
    ["for longer than all are removed after", [span(-200 * SECOND, -SECOND)], 0, 30],
  ])("are paused and removed so much sooner as they were alone before: %s", (_how, absences, pause, end) => {
    expect(pauseDueAt({ alone, absences })).toBe(at(pause * SECOND));
    expect(endDueAt({ alone, absences })).toBe(at(end * SECOND));
  });
});

describe("an absence", () => {
  const past = span(-5 * MINUTE, -4 * MINUTE);

  it("counts from when it began until now, unless it is over already", () => {
    expect(absencesUntil({ alone, absences: [] }, at(MINUTE))).toEqual([span(0, MINUTE)]);
    expect(
      absencesUntil({ alone: { ...alone, over: at(MINUTE) } as never, absences: [] }, at(2 * MINUTE)),
    ).toEqual([]);
  });

  it("is forgotten when it can no longer count, and not before", () => {
    const kept = (now: number) => absencesUntil({ alone, absences: [past] }, at(now)).length;
    // Over for three minutes and 40 seconds: that is at 20 seconds before ten.
    expect([kept(-21 * SECOND), kept(-20 * SECOND)]).toEqual([2, 1]);
  });

  it("stays as it is while staff are inside", () => {
    expect(absencesUntil({ absences: [past] }, at(60 * MINUTE))).toEqual([past]);
  });
});

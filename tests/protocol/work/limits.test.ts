import type { Duty } from "../../../src/protocol/work/duty.ts";
import { countedMoments, freeAt, LIMITS, type Limit, turnAt } from "../../../src/protocol/work/limits.ts";
import { priorityOf } from "../../../src/protocol/work/priority.ts";
import { fc, runs } from "../../support/properties.ts";

const NAMES = Object.keys(LIMITS) as readonly Limit[];

/** Asks at these moments (ms apart), each again when it is told to; answers with when each left. */
const played = (limit: Limit, asks: readonly { readonly after: number; readonly urgent: boolean }[]) => {
  let moments: readonly number[] = [];
  const left: number[] = [];
  let now = 1_000_000;
  for (const { after, urgent } of asks) {
    now += after;
    now = freeAt(limit, moments, urgent, now);
    moments = [...countedMoments(limit, moments, now), now];
    left.push(now);
  }
  return left;
};

const mostWithin = (left: readonly number[], ms: number): number =>
  Math.max(...left.map((from) => left.filter((at) => at >= from && at < from + ms).length));

describe("Microsoft's limits", () => {
  it.each(NAMES)("%s: none of its windows is ever passed", (limit) => {
    const ask = fc.record({ after: fc.nat({ max: 2000 }), urgent: fc.boolean() });
    fc.assert(
      fc.property(fc.array(ask, { minLength: 1, maxLength: 150 }), (asks) => {
        const left = played(limit, asks);
        for (const { most, ms } of LIMITS[limit]) expect(mostWithin(left, ms)).toBeLessThanOrEqual(most);
      }),
      runs(40),
    );
  });

  it("an hour of sending without a break keeps to 1,800", () => {
    const left = played(
      "send",
      Array.from({ length: 2500 }, () => ({ after: 0, urgent: true })),
    );
    expect(mostWithin(left, 3_600_000)).toBeLessThanOrEqual(1800);
  });

  it.each(NAMES)("%s: what is urgent finds room when others have used all that they may", (limit) => {
    const now = 1_000_000;
    let moments: readonly number[] = [];
    while (freeAt(limit, moments, false, now) === now) moments = [...moments, now];
    expect(freeAt(limit, moments, true, now)).toBe(now);
  });

  it("lets the first seven leave at once, and says when the eighth may", () => {
    const now = 1_000_000;
    expect(freeAt("send", Array(6).fill(now), true, now)).toBe(now);
    expect(freeAt("send", Array(7).fill(now), true, now)).toBe(now + 1200);
  });

  it("those that wait come back one after the other, as often as the limit lets them go on", () => {
    const now = 1_000_000;
    expect(turnAt("send", false, now, 0)).toBe(now);
    expect(turnAt("send", false, now, now)).toBe(now + 800);
    expect(turnAt("send", true, now, now)).toBe(now + 600);
    expect(turnAt("bot", false, now, now)).toBe(now + 55);
    expect(turnAt("bot", true, now, now)).toBe(now + 40);
  });

  it("the urgent within half a minute, however many wait; others when it is their turn", () => {
    const now = 1_000_000;
    expect(turnAt("send", true, now, now + 29_400)).toBe(now + 30_000);
    expect(turnAt("send", true, now, now + 29_500)).toBe(now);
    expect(turnAt("send", false, now, now + 600_000)).toBe(now + 600_800);
  });
});

describe("in which order work is taken", () => {
  const work = (kind: "tell" | "escalate" | "remove" | "send-checklist"): Duty["work"] =>
    ({ kind }) as unknown as Duty["work"];

  it.each([
    ["an alert before all else", "tell", true, undefined, "alerts"],
    ["the timer of the next step with it", "escalate", true, 0, "alerts"],
    ["a person's third alert within minutes as their first", "tell", true, 2, "alerts"],
    ["their fourth after the first ones of others", "tell", true, 3, "repeats"],
    ["a removal among what is urgent", "remove", true, undefined, "urgent"],
    ["what is not urgent last, be it an alert", "tell", false, undefined, "others"],
    ["a checklist last", "send-checklist", false, 9, "others"],
  ] as const)("work is taken in order: %s", (_what, kind, urgent, turn, priority) => {
    expect(priorityOf({ work: work(kind), urgent, ...(turn === undefined ? {} : { turn }) })).toBe(priority);
  });
});

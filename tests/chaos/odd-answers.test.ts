import { AMOUNTS, PATIENCE_MS } from "./support/amounts.ts";
import { figure } from "./support/figures.ts";
import { ACTS, ODD_NAMES } from "./support/odd.ts";
import { type OddLane, openOddLane } from "./support/odd-lane.ts";

jest.setTimeout(PATIENCE_MS);

const PAIRS = ACTS.flatMap((_, shift) =>
  ODD_NAMES.map((name, n) => [ACTS[(n + shift) % ACTS.length] ?? "pause", name] as const),
).slice(0, AMOUNTS.oddAnswers);

/** Most of a pair is waiting: by night several programs wait side by side, and meet pairs ahead of their turn. */
const AHEAD = AMOUNTS.oddLanes * 3;

const lanes: OddLane[] = [];
const free: OddLane[] = [];
const waiting: ((lane: OddLane) => void)[] = [];
const met = new Map<number, ReturnType<typeof meet>>();
let slowestMs = 0;
let looks = 0;

beforeAll(async () => {
  // One after the other: several programs that start at once are slow enough to be refused.
  while (lanes.length < AMOUNTS.oddLanes) lanes.push(await openOddLane());
  free.push(...lanes);
}, 480_000);

afterAll(async () => {
  await Promise.all(met.values());
  await Promise.all(lanes.map((lane) => lane.stop()));
  figure("odd answers: presses, looks", `${AMOUNTS.oddAnswers}, ${looks}`);
  figure("odd answers: slowest until done or said, in s", (slowestMs / 1000).toFixed(1));
});

/** In the next program that is free. @returns what went wrong; undefined where nothing did */
const meet = async (n: number): Promise<Error | undefined> => {
  const [which, name] = PAIRS[n] ?? ["pause", ODD_NAMES[0]];
  const lane = free.pop() ?? (await new Promise<OddLane>((ready) => waiting.push(ready)));
  try {
    const seen = await lane.meets(which, name);
    slowestMs = Math.max(slowestMs, seen.tookMs);
    looks += seen.looks;
    return undefined;
  } catch (error) {
    return error as Error;
  } finally {
    const next = waiting.shift();
    if (next === undefined) free.push(lane);
    else next(lane);
  }
};

it.each(PAIRS.map((pair, n) => [...pair, n] as const))(
  "%s, and %s: said in time, never falsely, and done in the end",
  async (_which, _name, n) => {
    for (let one = n; one < Math.min(n + AHEAD, PAIRS.length); one++)
      if (!met.has(one)) met.set(one, meet(one));
    const wrong = await met.get(n);
    if (wrong !== undefined) throw wrong;
  },
);

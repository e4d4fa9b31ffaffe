import { Refusal } from "../../src/web/answers.ts";
import { type Budget, createBudget, type Weight, weightOf } from "../../src/web/budget.ts";

describe("what one person may ask for at once", () => {
  let now: number;
  let budget: Budget;
  let running: number;
  let most: number;

  beforeEach(() => {
    now = 0;
    budget = createBudget(() => now);
    running = 0;
    most = 0;
  });

  const ask = (person: string, weight: Weight) =>
    budget.within(person, weight, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((later) => setTimeout(later, 1));
      running -= 1;
    });
  const refusedOf = async (asked: readonly Promise<void>[]) =>
    (await Promise.allSettled(asked)).filter((one) => one.status === "rejected").map(({ reason }) => reason);

  it.each<[Weight, number, number]>([
    ["usual", 4, 64],
    ["heavy", 1, 5],
    ["look", 1, 5],
  ])("%s: %d together, of %d in all; the rest is refused with a time", async (weight, together, all) => {
    const refused = await refusedOf(Array.from({ length: all + 3 }, () => ask("okafor", weight)));
    expect(refused).toHaveLength(3);
    expect(most).toBe(together);
    for (const one of refused) {
      expect(one).toBeInstanceOf(Refusal);
      expect(one).toMatchObject({ status: 429, code: "too-many", againAfterSeconds: 5 });
    }
    expect(await refusedOf([ask("okafor", weight)])).toEqual([]);
  });

  it("who has waited for a minute is told so, and takes no one's turn", async () => {
    budget = createBudget(() => now, 20);
    let ended: () => void = () => undefined;
    const slow = budget.within("okafor", "heavy", () => new Promise<void>((done) => (ended = done)));
    await expect(ask("okafor", "heavy")).rejects.toMatchObject({ status: 429, againAfterSeconds: 5 });
    expect(most).toBe(0);
    ended();
    await slow;
    await ask("okafor", "heavy");
    expect(most).toBe(1);
  });

  it("another person waits for none of it", async () => {
    const theirs = Array.from({ length: 60 }, () => ask("okafor", "usual"));
    let first = true;
    const others = Promise.all(theirs).then(() => {
      first = false;
    });
    await ask("doyle", "usual");
    expect(first).toBe(true);
    await others;
  });

  it("a look whom to phone waits behind none of one's own lists and files, however many were asked for", async () => {
    for (let n = 0; n < 60; n += 1) await ask("okafor", "heavy");
    let ended: () => void = () => undefined;
    now = 1_000;
    const file = budget.within("okafor", "heavy", () => new Promise<void>((done) => (ended = done)));
    await ask("okafor", "look");
    ended();
    await file;
  });

  it.each([
    ["POST /api/concerns/:ref/home", "look"],
    ["POST /api/lessons/:lesson/home", "look"],
    ["POST /api/exports", "heavy"],
    ["GET /api/lessons/:lesson", "usual"],
    ["POST /api/lessons/:lesson/press", undefined],
    ["GET /api/live", undefined],
  ])("%s weighs: %s", (route, weight) => {
    expect(weightOf(route)).toBe(weight);
  });

  it("what is heavy comes once a second in the long run, and what fails gives its place back", async () => {
    for (let n = 0; n < 60; n += 1) await ask("okafor", "heavy");
    await expect(ask("okafor", "heavy")).rejects.toMatchObject({ code: "too-many" });
    now = 2_000;
    await expect(budget.within("okafor", "heavy", () => Promise.reject(new Error("broken")))).rejects.toThrow(
      "broken",
    );
    await ask("okafor", "heavy");
    await expect(ask("okafor", "heavy")).rejects.toMatchObject({ code: "too-many" });
  });
});

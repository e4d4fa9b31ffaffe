import type { Priority } from "../../../src/protocol/work/priority.ts";
import { ENGINES } from "../../support/engines.ts";
import { loseCommits } from "../../support/lost-commits.ts";
import { AT, asking, duty, NOW } from "../samples.ts";
import { claim, claimOne, LEASE, OVER, openBeforeEach, record } from "./claiming.ts";

const PRIORITIES = ["alerts", "urgent", "repeats", "others"] as const satisfies readonly Priority[];
const alert = duty({ work: { kind: "tell", ref: "K7Q2", target: { to: "channel" } }, urgent: true });
const urgent = duty({ urgent: true });

const NOTHING = { due: [], sweep: false, next: undefined, nextUrgent: undefined };

describe.each(ENGINES)("%s: what there is to do", (engine) => {
  openBeforeEach(engine);
  const ahead = (ms = 0) => record.dutiesAhead(NOW + ms);
  const ask = async (id: string, one = duty(), turn = 0) =>
    record.append({ streams: [], duties: [{ id, stream: "s", duty: one, at: AT, turn }] });

  it("is nothing where nothing is open, and then the worker asks nothing else", async () => {
    expect(await ahead()).toEqual(NOTHING);
  });

  it.each([
    ["an alert", alert, 0, "alerts"],
    ["a person's fourth alert", alert, 3, "repeats"],
    ["other urgent work", urgent, 0, "urgent"],
    ["a redraw", duty(), 0, "others"],
  ] as const)(
    "%s is said by its priority, once it is due, until it is claimed",
    async (_, one, turn, which) => {
      await ask("d", { ...one, afterMs: 500 }, turn);
      expect(await ahead(499)).toEqual({
        due: [],
        sweep: false,
        next: NOW + 500,
        nextUrgent: which === "others" ? undefined : NOW + 500,
      });
      expect(await ahead(500)).toMatchObject({ due: [which], sweep: false });
      expect(await claim(NOW + 500, which)).toHaveLength(1);
      expect(await ahead(500)).toMatchObject({ due: [], sweep: false });
    },
  );

  it("is said in the order in which it is to be started", async () => {
    await ask("1");
    await ask("2", alert, 3);
    await ask("3", urgent);
    await ask("4", alert);
    expect((await ahead()).due).toEqual(PRIORITIES);
  });

  it("is everything again once a lease is over", async () => {
    await ask("d");
    await claimOne(NOW, OVER);
    expect(await ahead(1)).toMatchObject({ due: PRIORITIES, sweep: true });
    expect(await claim(NOW + 1)).toHaveLength(1);
  });

  it("is to note what time alone has changed: a deadline, and an expiry", async () => {
    await ask("d");
    const { fence } = await claimOne(NOW, LEASE);
    expect((await ahead(1_999)).sweep).toBe(false);
    expect((await ahead(2_000)).sweep).toBe(true);
    await record.sweepDuties(NOW + 2_000);
    expect((await ahead(2_000)).sweep).toBe(false);
    await record.retryDuty("d", fence, NOW + 90_000, "429", NOW);
    expect((await ahead(59_999)).sweep).toBe(false);
    expect((await ahead(60_000)).sweep).toBe(true);
    await record.sweepDuties(NOW + 60_000);
    expect(await ahead(60_000)).toEqual(NOTHING);
  });

  it("is also what a claim took whose answer was lost", async () => {
    await record.append(asking("s", [["d", duty({ repeat: "once" })]]));
    const lost = loseCommits(engine, true);
    await expect(claim()).rejects.toThrow();
    lost.mockRestore();
    expect((await ahead()).due).toContain("others");
    expect(await claim()).toMatchObject([{ id: "d" }]);
    expect((await ahead()).due).toEqual([]);
  });
});

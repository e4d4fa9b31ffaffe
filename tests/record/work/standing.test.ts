import { ENGINES, freshGround, type Ground } from "../../support/engines.ts";
import type { OpenRecord } from "../../support/opened.ts";
import { adding, asking, duty, fact, NOW } from "../samples.ts";

describe.each(ENGINES)("%s: how things stand", (engine) => {
  let ground: Ground;
  let record: OpenRecord;

  beforeEach(async () => {
    ({ ground, record } = await freshGround(engine));
  });

  it("counts work that has long been due, by kind, and not timers that are still to come", async () => {
    await record.append(
      asking("s", [
        ["a", duty({ deadlineMs: 1000 })],
        ["b", duty({ deadlineMs: 60_000 })],
        ["c", duty({ work: { kind: "escalate", ref: "K1", step: 2 }, afterMs: 180_000 })],
      ]),
    );
    await record.sweepDuties(NOW + 30_000);
    expect(await record.overdue(NOW + 30_000)).toEqual([]);
    expect(await record.overdue(NOW + 30_001)).toEqual([
      { kind: "set-options", due: 2, late: 1, oldestMs: 30_001 },
    ]);
  });

  it("does not count what is done in time, nor a first try that goes on", async () => {
    await record.append(
      asking("s", [
        ["a", duty({ deadlineMs: 1000 })],
        ["b", duty({ deadlineMs: 1000 })],
      ]),
    );
    const [done] = await record.claimDuties(NOW + 100, 2, 60_000, "others");
    await record.finishDuty(done?.id ?? "", done?.fence ?? 0, { done: true }, NOW + 200);
    await record.sweepDuties(NOW + 2_000);
    for (const ms of [100, 2_000, 30_000]) expect(await record.overdue(NOW + ms)).toEqual([]);
    expect(await record.overdue(NOW + 30_001)).toMatchObject([{ due: 1, late: 1 }]);
  });

  const tryAgainAt = async (ms: number): Promise<void> => {
    const [claimed] = await record.claimDuties(NOW + ms, 1, 1, "others");
    if (claimed === undefined) throw new Error("nothing is due");
    await record.retryDuty(claimed.id, claimed.fence, NOW + ms + 10_000, "503", NOW + ms);
    await record.sweepDuties(NOW + ms);
  };

  it("counts what is late and tried again and again from its first try on", async () => {
    await record.append(asking("s", [["a", duty({ deadlineMs: 2000, expiryMs: 600_000 })]]));
    for (const ms of [0, 10_000, 20_000]) {
      await tryAgainAt(ms);
      expect(await record.overdue(NOW + ms)).toEqual([]);
    }
    expect(await record.overdue(NOW + 30_000)).toEqual([]);
    await tryAgainAt(30_000);
    expect(await record.overdue(NOW + 40_500)).toEqual([
      { kind: "set-options", due: 1, late: 1, oldestMs: 500 },
    ]);
  });

  it("does not count what waits for a try that was put off on purpose and has time", async () => {
    await record.append(asking("s", [["a", duty({ deadlineMs: 600_000, expiryMs: 900_000 })]]));
    for (const ms of [0, 10_000, 20_000, 30_000, 40_000]) await tryAgainAt(ms);
    expect(await record.overdue(NOW + 50_500)).toEqual([]);
  });

  it("counts a round by itself, whatever there was before it", async () => {
    await record.append(asking("s", [["a", duty({ expiryMs: 600_000 })]]));
    const [first] = await record.claimDuties(NOW, 1, 60_000, "others");
    if (first === undefined) throw new Error("nothing is due");
    const next = { notBefore: NOW + 60_000, deadlineAt: NOW + 61_000 };
    await record.beginRound(first, next, "watching", NOW);
    await record.claimDuties(NOW + 60_000, 1, 60_000, "others");
    await record.sweepDuties(NOW + 62_000);
    expect(await record.overdue(NOW + 62_000)).toEqual([]);
    expect(await record.overdue(NOW + 90_001)).toMatchObject([{ due: 1, late: 1 }]);
  });

  it("says nothing of work for staff matters", async () => {
    await record.staffMatters.append(asking("t", [["d", duty({ deadlineMs: 1000 })]]));
    await record.sweepDuties(NOW + 60_000);
    expect(await record.overdue(NOW + 60_000)).toEqual([]);
  });

  it("says how long ago the record was sealed", async () => {
    expect(await record.sealAgeMs()).toBeUndefined();
    await record.append(adding("seal:general", 0, fact("Sealed")));
    const age = await record.sealAgeMs();
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(10_000);
  });

  it("counts the instances at work", async () => {
    expect(await record.replicas()).toBe(1);
    if (engine !== "PostgreSQL") return;
    const other = await ground.open();
    expect(await record.replicas()).toBe(2);
    await other.close();
    expect(await record.replicas()).toBe(1);
  });
});

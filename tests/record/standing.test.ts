import { ENGINES, freshGround, type Ground } from "../support/engines.ts";
import type { OpenRecord } from "../support/opened.ts";
import { adding, asking, duty, fact, NOW } from "./samples.ts";

describe.each(ENGINES)("%s: how things stand", (engine) => {
  let ground: Ground;
  let record: OpenRecord;

  beforeEach(async () => {
    ({ ground, record } = await freshGround(engine));
  });

  it("counts work that is due, by kind, and not timers that are still to come", async () => {
    await record.append(
      asking("s", [
        ["a", duty({ deadlineMs: 1000 })],
        ["b", duty({ deadlineMs: 60_000 })],
        ["c", duty({ work: { kind: "escalate", ref: "K1", step: 2 }, afterMs: 180_000 })],
      ]),
    );
    await record.sweepDuties(NOW + 5000);
    expect(await record.overdue(NOW + 5000)).toEqual([
      { kind: "set-options", due: 2, late: 1, oldestMs: 5000 },
    ]);
  });

  it("says nothing of work for staff matters", async () => {
    await record.staffMatters.append(asking("t", [["d", duty({ deadlineMs: 1000 })]]));
    await record.sweepDuties(NOW + 5000);
    expect(await record.overdue(NOW + 5000)).toEqual([]);
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

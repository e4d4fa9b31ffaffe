import { setTimeout as wait } from "node:timers/promises";
import type { DutyWork } from "../../../src/protocol/work/duty.ts";
import type { Priority } from "../../../src/protocol/work/priority.ts";
import { busy } from "../../support/busy.ts";
import { ENGINES } from "../../support/engines.ts";
import { AT, adding, asking, duty, fact, NOW, removal } from "../samples.ts";
import { claim, claimOne, ground, LEASE, OVER, openBeforeEach, record, states } from "./claiming.ts";

describe.each(ENGINES)("%s: duties in the record", (engine) => {
  openBeforeEach(engine);

  it("come with their facts, each id once", async () => {
    const change = { ...asking("s", [["d1", duty()]]), ...adding("s", 0, fact("LessonStarted")) };
    await record.append(change);
    await record.append(asking("s", [["d1", duty({ afterMs: 5 })]]));

    expect(await record.dutiesOf("s")).toEqual([
      {
        id: "d1",
        scope: { school: "school", store: "general" },
        stream: "s",
        work: duty().work,
        state: "waiting",
        notBefore: NOW,
        deadlineAt: NOW + 2_000,
        expiresAt: NOW + 60_000,
        repeat: "until-done",
        urgent: false,
        attempts: 0,
        fence: 0,
      },
    ]);
  });

  it("go by their turn: each person's first before anyone's second, and a person's many apart", async () => {
    const alert = duty({ work: { kind: "tell", ref: "K7Q2", target: { to: "channel" } }, urgent: true });
    const turns = [4, 3, 1, 0, 2, 0].map((turn, n) => ({
      id: `${turn}-${n}`,
      stream: "s",
      duty: alert,
      at: AT,
      turn,
    }));
    for (const one of turns) await record.append({ streams: [], duties: [one] });
    const taken = async (which: Priority) => (await claim(NOW, which)).map(({ id }) => id);
    expect(await taken("alerts")).toEqual(["0-3", "0-5", "1-2", "2-4"]);
    expect(await taken("urgent")).toEqual([]);
    expect(await taken("repeats")).toEqual(["3-1", "4-0"]);
  });

  it("cost nothing once they are finished, however many there were", async () => {
    await record.append(asking("s", [["d1", duty({ replaces: "roster" })]]));
    await ground.run(`insert into duties (id, stream, position, kind, work, state, not_before, deadline_at, expires_at,
      repeat, urgent, replaces, attempts, fence, school, store)
      with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 100000)
      select 'old' || n, stream, position, kind, work, case n % 2 when 0 then 'done' else 'replaced' end, not_before,
        deadline_at, expires_at, repeat, urgent, replaces, attempts, fence, school, store
      from duties cross join numbers`);

    const from = performance.now();
    for (let n = 0; n < 20; n += 1) {
      await record.append(asking("s", [[`new${n}`, duty({ replaces: "roster" })]]));
      await claim(NOW - 1, "alerts");
      await claim(NOW - 1, "urgent");
      await claim(NOW - 1);
      await record.sweepDuties(NOW);
      await record.dutiesAhead(NOW);
    }
    // Twenty looks at a hundred thousand rows would take many seconds.
    expect(performance.now() - from).toBeLessThan(2000 * busy());
  });

  it("are claimed when due, in the order of their moments and then of the decision", async () => {
    const removals = Array.from({ length: 12 }, (_, index) => {
      const one = duty({ work: removal(`p${index}`), afterMs: 10 });
      return [`s/1/${index}`, one] as const;
    });
    await record.append(
      asking("s", [...removals, ["s/1/first", duty()], ["s/1/later", duty({ afterMs: 11 })]]),
    );

    const claimed = await claim(NOW + 10);

    expect(claimed.map(({ id }) => id)).toEqual(["s/1/first", ...removals.map(([id]) => id)]);
    expect(await claim(NOW + 10)).toEqual([]);
  });

  it("that are urgent are claimed apart, and alerts apart from those", async () => {
    const alert: DutyWork = { kind: "tell", ref: "K1", target: { to: "channel" } };
    await record.append(
      asking("s", [
        ["slow", duty()],
        ["doors", duty({ urgent: true })],
        ["alert", duty({ work: alert, urgent: true })],
        ["step", duty({ work: { kind: "escalate", ref: "K1", step: 2 }, urgent: true })],
      ]),
    );

    expect((await claim(NOW, "alerts")).map(({ id }) => id)).toEqual(["alert", "step"]);
    expect((await claim(NOW, "urgent")).map(({ id }) => id)).toEqual(["doors"]);
    expect((await claim(NOW)).map(({ id }) => id)).toEqual(["slow"]);
  });

  it("are claimed no more than asked for", async () => {
    await record.append(
      asking("s", [
        ["d1", duty()],
        ["d2", duty()],
        ["d3", duty()],
      ]),
    );

    expect(await record.claimDuties(NOW, 2, LEASE, "others")).toHaveLength(2);
    expect(await record.claimDuties(NOW, 2, LEASE, "others")).toHaveLength(1);
  });

  it("are taken again when the lease runs out, and the late outcome is refused", async () => {
    await record.append(asking("s", [["d1", duty()]]));
    const old = await claimOne(NOW, 40);
    await wait(50);
    const taken = await claimOne();

    expect(old).not.toHaveProperty("unansweredSince");
    expect(taken).toMatchObject({ attempts: 2, fence: old.fence + 1, unansweredSince: NOW });
    expect(await record.finishDuty("d1", old.fence, { done: true }, NOW)).toBe(false);
    expect(await record.retryDuty("d1", old.fence, NOW, "late", NOW)).toBe(false);
    expect(await states()).toEqual({ d1: "started" });
    expect(await record.finishDuty("d1", taken.fence, { done: true }, NOW)).toBe(true);
    expect(await record.finishDuty("d1", taken.fence, { done: true }, NOW)).toBe(false);
    expect(await states()).toEqual({ d1: "done" });
  });

  it("keep their lease for as long as it was to last, whatever moment it is said to be", async () => {
    await record.append(
      asking("s", [
        ["card", duty({ repeat: "once" })],
        ["doors", duty()],
      ]),
    );
    await claim();

    expect(await claim(NOW + 59_000)).toEqual([]);
    await record.sweepDuties(NOW + 59_000);
    expect(await states()).toEqual({ card: "started", doors: "started" });
  });

  it("keep it no longer than that", async () => {
    await record.append(
      asking("s", [
        ["card", duty({ repeat: "once" })],
        ["doors", duty()],
      ]),
    );
    await claim(NOW + 59_000, "others", OVER);

    await record.sweepDuties(NOW);
    expect(await states()).toEqual({ card: "failed", doors: "started" });
    expect(await claim()).toMatchObject([{ id: "doors", fence: 2 }]);
  });

  it("keep to it when this machine's clock is set meanwhile", async () => {
    await record.append(asking("s", [["doors", duty()]]));
    await claim();
    const set = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 3_600_000);
    const taken = await claim();
    set.mockRestore();

    expect(taken).toEqual([]);
  });

  it("done for this round begin the next one like new: no try behind them, a deadline ahead, not late", async () => {
    await record.append(asking("s", [["d1", duty({ expiryMs: 600_000 })]]));
    const { id, fence } = await claimOne();
    await record.retryDuty(id, fence, NOW + 500, "503", NOW);
    await record.sweepDuties(NOW + 2_000);
    const late = await claimOne(NOW + 2_000);
    expect(late.lateAt).toBe(NOW + 2_000);
    const next = { notBefore: NOW + 60_000, deadlineAt: NOW + 61_000 };
    expect(await record.beginRound({ id, fence }, next, "watching", NOW)).toBe(false);
    expect(await record.beginRound(late, next, "watching", NOW)).toBe(true);

    expect(await record.dutyNotices(10)).toEqual([]);
    await record.sweepDuties(NOW + 59_999);
    expect(await record.dutyNotices(10)).toEqual([]);
    expect(await claim(NOW + 59_999)).toEqual([]);
    const again = await claimOne(NOW + 60_000);
    expect(again).toMatchObject({ ...next, attempts: 1, lastReason: "watching" });
    expect(again.lateAt).toBeUndefined();
    await record.sweepDuties(NOW + 61_000);
    expect(await record.dutyNotices(10)).toMatchObject([{ notice: "deadline" }]);
  });

  it("that were replaced meanwhile have no next round", async () => {
    await record.append(asking("s", [["d1", duty({ replaces: "watch" })]]));
    const claimed = await claimOne();
    await record.append(asking("s", [["d2", duty({ replaces: "watch", afterMs: 5 })]]));
    const next = { notBefore: NOW + 10, deadlineAt: NOW + 20 };
    expect(await record.beginRound(claimed, next, "watching", NOW)).toBe(true);

    expect(await states()).toEqual({ d1: "replaced", d2: "waiting" });
  });

  it("wait again after a try, and keep the reason and their deadline", async () => {
    await record.append(asking("s", [["d1", duty()]]));
    const { fence } = await claimOne();
    await record.retryDuty("d1", fence, NOW + 500, "503", NOW);

    expect(await claim(NOW + 499)).toEqual([]);
    expect(await claimOne(NOW + 500)).toMatchObject({
      attempts: 2,
      lastReason: "503",
      deadlineAt: NOW + 2_000,
    });
  });

  it("to be done once are not taken again: their outcome is unknown", async () => {
    await record.append(asking("s", [["card", duty({ repeat: "once" })]]));
    const { fence } = await claimOne(NOW, OVER);

    expect(await claim()).toEqual([]);
    await record.sweepDuties(NOW);

    expect(await record.dutyNotices(100)).toMatchObject([{ duty: { id: "card" }, notice: "unknown" }]);
    expect(await states()).toEqual({ card: "failed" });
    expect(await record.finishDuty("card", fence, { done: true }, NOW)).toBe(false);
  });

  it("to be done once may be tried again when it is known that they did not happen", async () => {
    await record.append(asking("s", [["card", duty({ repeat: "once" })]]));
    const { fence } = await claimOne();
    await record.retryDuty("card", fence, NOW + 1, "429", NOW);

    expect(await claimOne(NOW + 1)).toMatchObject({ id: "card", attempts: 2 });
  });

  it("say when the next thing falls due", async () => {
    const next = async () => (await record.dutiesAhead(NOW)).next;
    expect(await next()).toBeUndefined();
    await record.append(asking("s", [["d1", duty({ afterMs: 4_000 })]]));
    expect(await next()).toBe(NOW + 4_000);
    const { fence } = await claimOne(NOW + 4_000);
    expect(await next()).toBe(NOW + 6_000);
    await record.sweepDuties(NOW + 6_000);
    // What is left of its lease, counted from now.
    const over = await next();
    expect(over).toBeGreaterThan(NOW);
    expect(over).toBeLessThanOrEqual(NOW + LEASE);
    await record.finishDuty("d1", fence, { done: true }, NOW + 4_100);
    expect(await next()).toBeUndefined();
  });
});

import type { Outcome } from "../../src/duty/handler.ts";
import type { DutyWork } from "../../src/protocol/work/duty.ts";
import { asking, duty, removal } from "../record/samples.ts";
import { busy } from "../support/busy.ts";
import { ENGINES } from "../support/engines.ts";
import { DONE, hang, type Setting, setUp, until } from "./setting.ts";

const now = () => new Date().toISOString();
/** After which what was asked is late, unless a test says otherwise: a busy machine needs seconds for a try. */
const HOUR = 3_600_000;

describe.each(ENGINES)("%s: the worker starts what is due", (engine) => {
  let setting: Setting;

  beforeEach(async () => {
    setting = await setUp(engine);
  });

  afterEach(async () => setting.close());

  const ask = async (...works: readonly (readonly [id: string, work: DutyWork, more?: object])[]) => {
    const { duties = [] } = asking(
      "s",
      works.map(([id, work, more]) => [id, duty({ work, deadlineMs: HOUR, expiryMs: 3 * HOUR, ...more })]),
    );
    await setting.record.append({ streams: [], duties: duties.map((one) => ({ ...one, at: now() })) });
  };
  const doors: DutyWork = { kind: "set-options", lesson: "l1" };
  const alert: DutyWork = { kind: "tell", ref: "K1", target: { to: "channel" } };
  const step: DutyWork = { kind: "escalate", ref: "K1", step: 2 };
  const state = async (id: string) =>
    (await setting.record.dutiesOf("s")).find((one) => one.id === id)?.state;

  it("all at once: the alert and 30 removals before any of them is answered, in order", async () => {
    const started: string[] = [];
    const answer: (() => void)[] = [];
    const wait = (name: string): Promise<Outcome> => {
      started.push(name);
      return new Promise((resolve) => answer.push(() => resolve(DONE)));
    };
    const families = Array.from({ length: 30 }, (_, index) => `family ${index}`);
    const removed = () => started.filter((name) => name !== "alert");
    let together = 0;
    setting.start({
      remove: (work) => {
        if (work.participant === families[0]) queueMicrotask(() => (together = removed().length));
        return wait(work.participant);
      },
      tell: () => wait("alert"),
    });
    await ask(...families.map((name) => [name, removal(name), { urgent: true }] as const), [
      "alert",
      alert,
      { urgent: true },
    ]);

    await until(() => started.length === 31);
    expect(removed()).toEqual(families);
    // Some at a time without even a microtask between them; then whatever else waits for this process has its turn.
    expect(together).toBe(4);
    for (const resolve of answer) resolve();
    await until(async () => (await setting.record.dutiesOf("s")).every((one) => one.state === "done"));
  });

  it("alerts first, then what else is urgent, whatever came before", async () => {
    const started: string[] = [];
    await ask(
      ["slow", { kind: "read-roster", lesson: "l1", call: "c1" }],
      ["doors", doors, { urgent: true }],
      ["alert", alert, { urgent: true }],
    );
    setting.start({
      "read-roster": () => {
        started.push("roster");
        return Promise.resolve(DONE);
      },
      "set-options": () => {
        started.push("doors");
        return Promise.resolve(DONE);
      },
      tell: () => {
        started.push("alert");
        return Promise.resolve(DONE);
      },
    });

    await until(() => started.length === 3);
    expect(started).toEqual(["alert", "doors", "roster"]);
  });

  it("as soon as it is recorded, without waiting to be asked again", async () => {
    let startedAt = 0;
    setting.start({
      "set-options": () => {
        startedAt = Date.now();
        return Promise.resolve(DONE);
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const askedAt = Date.now();
    await ask(["doors", doors]);

    await until(() => startedAt > 0);
    expect(startedAt - askedAt).toBeLessThan(800 * busy());
  });

  it("at its moment, not before", async () => {
    let startedAt = 0;
    setting.start({
      "set-options": () => {
        startedAt = Date.now();
        return Promise.resolve(DONE);
      },
    });
    const askedAt = Date.now();
    await ask(["doors", doors, { afterMs: 300 }]);

    await until(() => startedAt > 0);
    expect(startedAt - askedAt).toBeGreaterThanOrEqual(299);
  });

  it("while 200 others hang", async () => {
    setting.start({ "read-roster": hang });
    const slow = Array.from(
      { length: 200 },
      (_, index) => [`slow ${index}`, { kind: "read-roster", lesson: "l1", call: "c1" }] as const,
    );
    await ask(...slow);
    await until(async () => (await state("slow 199")) === "started");
    await ask(["doors", doors, { urgent: true }]);

    await until(async () => (await state("doors")) === "done");
  });

  it("alerts while Graph hangs, however many urgent requests wait for it", async () => {
    setting.start({ "read-roster": hang, remove: hang });
    const roster: DutyWork = { kind: "read-roster", lesson: "l1", call: "c1" };
    const hanging = Array.from({ length: 200 }, (_, n) =>
      n % 2 === 0
        ? ([`h${n}`, roster, { urgent: true }] as const)
        : ([`h${n}`, removal(`p${n}`), { urgent: true }] as const),
    );
    await ask(...hanging);
    await until(async () => (await state("h199")) === "started");
    await ask(["alert", alert, { urgent: true }], ["step", step, { urgent: true }]);

    await until(async () => (await state("alert")) === "done" && (await state("step")) === "done");
  });

  it("while another fails again and again", async () => {
    let tries = 0;
    setting.start({
      mute: () => {
        tries += 1;
        throw new Error("poisoned");
      },
    });
    await ask(["bad", { kind: "mute", lesson: "l1", call: "c1", participant: "p" }], ["doors", doors]);

    await until(async () => (await state("doors")) === "done");
    await until(() => tries >= 3);
    expect(await state("bad")).not.toBe("done");
  });

  it("though the school of one cannot be looked up: that one is tried again, soon", async () => {
    const card: DutyWork = { kind: "post-family-card", lesson: "l1" };
    await ask(["card", card, { repeat: "once" }], ["doors", doors], ["removal", removal("p1")]);
    let asked = 0;
    const findSchool = async (): Promise<void> => {
      asked += 1;
      if (asked === 1) throw Object.assign(new Error("Oakfield"), { code: "ECONNRESET" });
    };
    setting.start({}, { findSchool });

    await until(async () => (await setting.record.dutiesOf("s")).every((one) => one.state === "done"), 3_000);
    const tries = (await setting.record.dutiesOf("s")).map(({ id, attempts, lastReason }) => [
      id,
      attempts,
      lastReason,
    ]);
    expect(tries).toEqual(
      expect.arrayContaining([
        ["card", 2, "Error ECONNRESET"],
        ["doors", 1, undefined],
        ["removal", 1, undefined],
      ]),
    );
    expect(setting.heard).toEqual([]);
  });

  it("but nothing more once it stops, and waits for what is under way", async () => {
    let answer: ((outcome: Outcome) => void) | undefined;
    const worker = setting.start({
      "set-options": () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await ask(["doors", doors]);
    await until(() => answer !== undefined);
    const stopping = worker.stop(5_000);
    await ask(["later", removal("p1")]);
    answer?.(DONE);
    await stopping;

    expect(await state("doors")).toBe("done");
    expect(await state("later")).toBe("waiting");
  });

  it("and hands on at once what does not even hear that it stops", async () => {
    const stuck = (): Promise<Outcome> => new Promise(() => undefined);
    const worker = setting.start({ "set-options": stuck });
    await ask(["doors", doors]);
    await until(async () => (await state("doors")) === "started");
    await worker.stop(50);
    setting.start({ "set-options": () => Promise.resolve(DONE) });

    // Its lease would have lasted half a minute.
    await until(async () => (await state("doors")) === "done", 3_000);
  });

  it("and aborts what does not end in time when it stops", async () => {
    const worker = setting.start({ "set-options": hang });
    await ask(["doors", doors]);
    await until(async () => (await state("doors")) === "started");
    await worker.stop(50);

    expect(await state("doors")).toBe("waiting");
  });
});

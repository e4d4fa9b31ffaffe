import { CloudError } from "../../src/meeting/cloud-error.ts";
import type { Duty, DutyWork } from "../../src/protocol/work/duty.ts";
import { HELD_BACK } from "../../src/protocol/work/limits.ts";
import { duty } from "../record/samples.ts";
import { ENGINES, newGround } from "../support/engines.ts";
import { DONE, hang, type Setting, setUp, setUpOn, until } from "./setting.ts";

const heldBack = (retryAfterMs: number) =>
  new CloudError({
    service: "connector",
    operation: "send message",
    kind: "throttled",
    code: HELD_BACK,
    retryAfterMs,
  });

const DOORS: DutyWork = { kind: "set-options", lesson: "l1" };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CARD: DutyWork = { kind: "post-family-card", lesson: "l1" };

describe.each(ENGINES)("%s: a duty", (engine) => {
  let setting: Setting;

  beforeEach(async () => {
    setting = await setUp(engine);
  });

  afterEach(async () => setting.close());

  /** Late after an hour, where nothing else is said: on a busy machine a try alone may take seconds. */
  const ask = async (work: DutyWork, more: Partial<Duty> = {}) => {
    const asked = duty({ work, deadlineMs: HOUR, expiryMs: 3 * HOUR, ...more });
    return setting.record.append({
      streams: [],
      duties: [{ id: "d1", stream: "s", duty: asked, at: new Date().toISOString() }],
    });
  };
  const read = async () => (await setting.record.dutiesOf("s"))[0];
  const ends = async (state: string) => until(async () => (await read())?.state === state);

  it("is tried again, soon, when its handler throws, and the reason tells nothing personal", async () => {
    const tries: number[] = [];
    setting.start({
      "set-options": (_, { number }) => {
        tries.push(number);
        if (number < 3) throw Object.assign(new Error("Mia Smith"), { code: "ECONNRESET" });
        return Promise.resolve(DONE);
      },
    });
    await ask(DOORS);
    await ends("done");

    expect(tries).toEqual([1, 2, 3]);
    expect(await read()).toMatchObject({ attempts: 3, lastReason: "Error ECONNRESET" });
  });

  it("is not tried again before the moment Microsoft asked for", async () => {
    const tries: number[] = [];
    setting.start({
      "set-options": (_, { number }) => {
        tries.push(Date.now());
        return Promise.resolve(number === 1 ? { reason: "429", retryAfterMs: 600 } : DONE);
      },
    });
    await ask(DOORS);
    await ends("done");

    const [first = 0, second = 0] = tries;
    expect(second - first).toBeGreaterThanOrEqual(599);
  });

  it("waits without an attempt being counted while Microsoft's limits hold it back", async () => {
    const numbers: number[] = [];
    setting.start({
      "set-options": async (_, { number }) => {
        numbers.push(number);
        if (numbers.length < 4) throw heldBack(40);
        return DONE;
      },
    });
    await ask(DOORS);
    await ends("done");

    expect(numbers).toEqual([1, 1, 1, 1]);
    expect(await read()).toMatchObject({ attempts: 1, lastReason: "held-back" });
  });

  it("to be done once is tried again when it was held back: nothing was sent", async () => {
    let tries = 0;
    setting.start({
      "post-family-card": async () => {
        tries += 1;
        if (tries === 1) throw heldBack(20);
        return DONE;
      },
    });
    await ask(CARD, { repeat: "once" });
    await ends("done");

    expect(setting.heard).toEqual([]);
  });

  it("is told late once, and still done", async () => {
    let [tries, answer, passedMs] = [0, false, 0];
    setting.start(
      {
        "set-options": () => {
          tries += 1;
          return Promise.resolve(answer ? DONE : { reason: "503", retryAfterMs: 1 });
        },
      },
      { clock: () => Date.now() + passedMs },
    );
    await ask(DOORS, { deadlineMs: HOUR, expiryMs: 3 * HOUR });
    await until(async () => (await read())?.lastReason === "503");
    expect(setting.heard).toEqual([]);
    passedMs = HOUR;
    await until(() => setting.heard.length > 0);
    // Looked at many more times, each when the wait after the one before is over, and not told again.
    for (let more = 0; more < 5; more += 1) {
      const triesThen = tries;
      passedMs += MINUTE;
      await until(() => tries > triesThen);
    }
    answer = true;
    passedMs += MINUTE;
    await ends("done");

    expect(setting.heard).toEqual([{ work: DOORS, reason: "503", why: "deadline" }]);
  });

  it("is told late while its first try hangs", async () => {
    setting.start({ "set-options": hang });
    await ask(DOORS, { deadlineMs: 100 });
    await until(() => setting.heard.length > 0);

    expect(setting.heard).toEqual([{ work: DOORS, reason: "not done in time", why: "deadline" }]);
  });

  it("that expires is given up, and told", async () => {
    let passedMs = 0;
    setting.start(
      { "set-options": () => Promise.resolve({ reason: "503", retryAfterMs: 1 }) },
      { clock: () => Date.now() + passedMs },
    );
    await ask(DOORS, { deadlineMs: HOUR, expiryMs: 3 * HOUR });
    passedMs = HOUR;
    await until(() => setting.heard.length === 1);
    passedMs = 3 * HOUR;
    await ends("expired");
    await until(() => setting.heard.length === 2);

    expect(setting.heard.map(({ why }) => why)).toEqual(["deadline", "expiry"]);
  });

  it("that cannot succeed is given up, and told", async () => {
    setting.start({ "set-options": () => Promise.resolve({ failed: "403" }) });
    await ask(DOORS);
    await until(() => setting.heard.length > 0);

    expect(setting.heard).toEqual([{ work: DOORS, reason: "403", why: "failure" }]);
    expect(await read()).toMatchObject({ state: "failed", attempts: 1 });
  });

  it("is told again when telling failed", async () => {
    let calls = 0;
    setting.start(
      { "set-options": () => Promise.resolve({ failed: "403" }) },
      {
        onLate: () => {
          calls += 1;
          if (calls === 1) throw new Error("the chat is down for Mia Smith");
        },
      },
    );
    await ask(DOORS);
    await until(() => calls === 2);

    expect(setting.logged.join()).toContain("telling of it failed");
    expect(setting.logged.join()).not.toContain("Mia");
  });

  it("is told however many before it cannot be told of", async () => {
    const heard: string[] = [];
    setting.start(
      { "set-options": () => Promise.resolve({ failed: "403" }) },
      {
        onLate: (work) => {
          if (work.kind !== "set-options") return;
          if (work.lesson !== "l1") throw new Error("away");
          heard.push(work.lesson);
        },
      },
    );
    const at = new Date().toISOString();
    const away = Array.from({ length: 120 }, (_, n) => ({
      id: `away-${n}`,
      stream: "s",
      duty: duty({ work: { kind: "set-options", lesson: `away-${n}` }, deadlineMs: 1000 }),
      at,
    }));
    await setting.record.append({ streams: [], duties: away });
    await until(async () => (await setting.record.dutiesOf("s")).every(({ state }) => state === "failed"));
    await ask(DOORS, { deadlineMs: 60_000 });
    await until(() => heard.length > 0);

    expect(heard).toEqual(["l1"]);
  });

  it("is taken again when a try outlives its lease", async () => {
    const aborted: boolean[] = [];
    setting.start(
      {
        "set-options": (_, { number, signal }) =>
          number > 1
            ? Promise.resolve(DONE)
            : new Promise(() => signal.addEventListener("abort", () => aborted.push(true))),
      },
      { leaseMs: 200 },
    );
    await ask(DOORS);
    await ends("done");

    expect(aborted).toEqual([true]);
    expect((await read())?.attempts).toBeGreaterThanOrEqual(2);
  });

  it("of a kind that only a later version knows is left to it", async () => {
    setting.start({});
    await ask({ kind: "ring-the-bell", lesson: "l1" } as unknown as DutyWork);
    await until(async () => ((await read())?.attempts ?? 0) > 1);

    expect(await read()).toMatchObject({ lastReason: "of a later version" });
    expect((await read())?.finishedAt).toBeUndefined();
  });

  describe("to be done once", () => {
    it("is never tried again when its handler throws: a person is told", async () => {
      let tries = 0;
      setting.start({
        "post-family-card": () => {
          tries += 1;
          return Promise.reject(new Error("reset"));
        },
      });
      await ask(CARD, { repeat: "once" });
      await until(() => setting.heard.length > 0);

      expect(setting.heard).toEqual([{ work: CARD, why: "unknown" }]);
      expect(tries).toBe(1);
    });

    it("is tried again when it is known that it did not happen", async () => {
      setting.start({
        "post-family-card": (_, { number }) =>
          Promise.resolve(number === 1 ? { reason: "429", retryAfterMs: 10 } : DONE),
      });
      await ask(CARD, { repeat: "once" });
      await ends("done");

      expect(setting.heard).toEqual([]);
    });
  });
});

describe.each(ENGINES)("%s: after a restart", (engine) => {
  it("what is to be done once is unknown, and all else is taken up at once", async () => {
    const ground = await newGround(engine);
    const before = await setUpOn(ground);
    const at = new Date().toISOString();
    await before.record.append({
      streams: [],
      duties: [
        { id: "card", stream: "s", duty: duty({ work: CARD, repeat: "once", deadlineMs: 30_000 }), at },
        { id: "doors", stream: "s", duty: duty({ work: DOORS, deadlineMs: 30_000 }), at },
      ],
    });
    await before.record.claimDuties(Date.now(), 9, 3_600_000, "others");
    await before.close();

    const after = await setUpOn(ground);
    const started: string[] = [];
    const note = (work: DutyWork) => {
      started.push(work.kind);
      return Promise.resolve(DONE);
    };
    after.start({ "post-family-card": note, "set-options": note });
    // With other replicas it takes a moment to be sure that one is gone.
    await until(() => started.length > 0 && after.heard.length > 0, 10_000);

    expect(started).toEqual(["set-options"]);
    expect(after.heard).toEqual([{ work: CARD, why: "unknown" }]);
    await after.close();
    await ground.remove();
  });
});

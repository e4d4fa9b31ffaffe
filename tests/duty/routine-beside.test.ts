import { setTimeout as pause } from "node:timers/promises";
import type { Outcome } from "../../src/duty/handler.ts";
import type { DutyWork } from "../../src/protocol/work/duty.ts";
import { asking, duty } from "../record/samples.ts";
import { ENGINES } from "../support/engines.ts";
import { DONE, hang, type Setting, setUp, until } from "./setting.ts";

const HOUR = 3_600_000;
const alert: DutyWork = { kind: "tell", ref: "K1", target: { to: "channel" } };
const doors: DutyWork = { kind: "set-options", lesson: "l1" };
const card = (n: number): DutyWork => ({ kind: "send-checklist", lesson: `l${n}`, staff: "t" });

/** Every way in which routine work can keep the worker waiting; each holds for as long as the test goes on. */
const HELD_UP = ["its claim", "its school", "its places", "its rights to write", "the sweep"] as const;

describe.each(ENGINES)("%s: while routine work waits, however long and however much", (engine) => {
  let setting: Setting;
  let ended: PromiseWithResolvers<void>;

  beforeEach(async () => {
    setting = await setUp(engine);
    ended = Promise.withResolvers<void>();
  });

  afterEach(async () => {
    ended.resolve();
    await setting.close();
  });

  const ask = async (...works: readonly (readonly [id: string, work: DutyWork, urgent: boolean])[]) => {
    const { duties = [] } = asking(
      "s",
      works.map(([id, work, urgent]) => [id, duty({ work, urgent, deadlineMs: HOUR, expiryMs: 3 * HOUR })]),
    );
    const at = new Date().toISOString();
    await setting.record.append({ streams: [], duties: duties.map((one) => ({ ...one, at })) });
  };

  it.each(HELD_UP)("for %s, alerts and doors are taken up and told", async (what) => {
    const { record } = setting;
    let isHeld = 0;
    const held = async <T>(here: boolean, then: () => Promise<T>): Promise<T> => {
      if (here) {
        isHeld += 1;
        await ended.promise;
      }
      return then();
    };
    const sent: string[] = [];
    const tell = (name: string) => (): Promise<Outcome> => {
      sent.push(name);
      return Promise.resolve(DONE);
    };
    setting.start(
      {
        tell: tell("alert"),
        "set-options": tell("doors"),
        "send-checklist": what === "its places" ? hang : tell("card"),
      },
      {
        record: {
          ...record,
          claimDuties: async (now, limit, leaseMs, which) =>
            held(which === "others" && what === "its claim", () =>
              record.claimDuties(now, limit, leaseMs, which),
            ),
          finishDuty: async (id, ...rest) =>
            held(id.startsWith("card") && what === "its rights to write", () =>
              record.finishDuty(id, ...rest),
            ),
          dutiesAhead: async (now) => {
            const ahead = await record.dutiesAhead(now);
            return what === "the sweep" ? { ...ahead, sweep: true } : ahead;
          },
          sweepDuties: async (now) => held(what === "the sweep", () => record.sweepDuties(now)),
        },
        findSchool: async () => {
          if (what === "its school" && isHeld === 0) await held(true, async () => undefined);
        },
        room: { places: () => 8, tookUp: () => undefined, close: () => undefined },
      },
    );
    await ask(...Array.from({ length: 60 }, (_, n) => [`card ${n}`, card(n), false] as const));
    await until(async () => what === "its places" || isHeld > 0);
    if (what === "its places")
      await until(
        async () => (await record.dutiesOf("s")).filter(({ state }) => state === "started").length === 8,
      );

    for (const n of [1, 2, 3]) {
      await ask([`alert ${n}`, alert, true], [`doors ${n}`, doors, true]);
      await until(async () =>
        (await record.dutiesOf("s")).every(
          ({ id, state }) => !id.endsWith(` ${n}`) || id.startsWith("card") || state === "done",
        ),
      );
    }
    expect(sent.filter((name) => name !== "card")).toEqual([
      "alert",
      "doors",
      "alert",
      "doors",
      "alert",
      "doors",
    ]);
    expect(setting.logged).toEqual([]);
  });

  it("only as much is taken up as there is room for, and more as soon as there is", async () => {
    let room = 3;
    const going = new Set<string>();
    let most = 0;
    const answers: (() => void)[] = [];
    setting.start(
      {
        "send-checklist": ({ lesson }) => {
          going.add(lesson);
          most = Math.max(most, going.size);
          return new Promise((resolve) =>
            answers.push(() => {
              going.delete(lesson);
              resolve(DONE);
            }),
          );
        },
      },
      { room: { places: () => room, tookUp: () => undefined, close: () => undefined } },
    );
    await ask(...Array.from({ length: 12 }, (_, n) => [`card ${n}`, card(n), false] as const));
    await until(() => going.size === 3);
    await pause(150);
    expect(most).toBe(3);
    room = 5;
    answers.shift()?.();
    await until(() => going.size === 5);
    room = 12;
    while ((await setting.record.dutiesOf("s")).some(({ state }) => state !== "done")) {
      for (const answer of answers.splice(0)) answer();
      await pause(10);
    }
  });
});

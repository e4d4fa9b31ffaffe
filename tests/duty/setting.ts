import type { Attempt, DutyHandlers, Handler, Outcome } from "../../src/duty/handler.ts";
import type { Listeners } from "../../src/duty/telling.ts";
import { startWorker, type Worker, type WorkerSetup } from "../../src/duty/worker.ts";
import type { DutyKind, DutyWork } from "../../src/protocol/work/duty.ts";
import { busy } from "../support/busy.ts";
import { type Engine, type Ground, newGround } from "../support/engines.ts";
import type { OpenRecord } from "../support/opened.ts";

const KINDS: readonly DutyKind[] = [
  "find-meeting",
  "ask-kind",
  "set-options",
  "join-call",
  "keep-call",
  "leave-call",
  "read-roster",
  "mute",
  "remove",
  "post-family-card",
  "send-checklist",
  "send-progress",
  "remind",
  "tell",
  "escalate",
  "redraw-alert",
];

export const DONE: Outcome = { done: true };

/** Handlers for every kind of duty that are done at once, except those given. */
export const handlersWith = (given: Partial<DutyHandlers>): DutyHandlers => {
  const done: Handler<DutyKind> = () => Promise.resolve(DONE);
  const all = Object.fromEntries(KINDS.map((kind) => [kind, done])) as unknown as DutyHandlers;
  return { ...all, ...given };
};

export type Heard = { readonly work: DutyWork; readonly reason?: string; readonly why: string };

export type Setting = {
  readonly record: OpenRecord;
  /** What the listeners heard. */
  readonly heard: Heard[];
  readonly logged: string[];
  readonly start: (
    handlers: Partial<DutyHandlers>,
    more?: Partial<Omit<WorkerSetup, "at"> & Listeners & { readonly findSchool: () => Promise<void> }>,
  ) => Worker;
  readonly close: () => Promise<void>;
};

/** A real record, and workers on it that are stopped at the end. */
export const setUp = async (engine: Engine): Promise<Setting> => {
  const ground = await newGround(engine);
  const setting = await setUpOn(ground);
  const close = async (): Promise<void> => {
    await setting.close();
    await ground.remove();
  };
  return { ...setting, close };
};

/** As often as wanted on the same record, which is not removed with it. */
export const setUpOn = async (ground: Ground): Promise<Setting> => {
  const record = await ground.open();
  const heard: Heard[] = [];
  const logged: string[] = [];
  const workers: Worker[] = [];
  return {
    record,
    heard,
    logged,
    start: (handlers, { onLate, onUnknown, findSchool, ...more } = {}) => {
      const worker = startWorker({
        record,
        at: async () => {
          await findSchool?.();
          return {
            handlers: handlersWith(handlers),
            onLate: (work, reason, why) => {
              heard.push({ work, reason, why });
            },
            onUnknown: (work) => {
              heard.push({ work, why: "unknown" });
            },
            ...(onLate === undefined ? {} : { onLate }),
            ...(onUnknown === undefined ? {} : { onUnknown }),
          };
        },
        log: { warn: (fields, message) => logged.push(JSON.stringify({ ...fields, message })) },
        ...more,
      });
      workers.push(worker);
      return worker;
    },
    close: async () => {
      for (const worker of workers) await worker.stop(0);
      await record.close();
    },
  };
};

/** Waits until it holds; fails the test when it does not within `ms`. */
export const until = async (holds: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> => {
  const end = Date.now() + ms * busy();
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it did not come about in time");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** Never answers, unless its signal is aborted. */
export const hang = (_: unknown, { signal }: Attempt): Promise<Outcome> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted")));
  });

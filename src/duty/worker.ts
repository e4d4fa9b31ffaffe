import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { reasonOf } from "../meeting/fault.ts";
import type { Priority } from "../protocol/work/priority.ts";
import { workGroup } from "../protocol/work/work-group.ts";
import { type Precedence, withPrecedence } from "../record/engine/precedence.ts";
import type { RecordStore } from "../record/record-store.ts";
import type { Duties } from "../record/work/duties.ts";
import type { Ahead } from "../record/work/duties-ahead.ts";
import type { DutyRow } from "../record/work/duty-row.ts";
import { settleDuty, tryDuty } from "./attempt.ts";
import type { DutyHandlers } from "./handler.ts";
import type { WorkerLog } from "./log.ts";
import { pause } from "./pause.ts";
import { type Room, roomForRoutine } from "./room.ts";
import { type Listeners, Telling } from "./telling.ts";
import { UnderWay } from "./under-way.ts";

export type WorkerSetup = {
  readonly record: Duties & Pick<RecordStore, "oneAtATime" | "onDuties">;
  /** What does the duties of a school; undefined where there is no such school. Rejects if that cannot be looked up. */
  readonly at: (school: string) => Promise<({ readonly handlers: DutyHandlers } & Listeners) | undefined>;
  readonly log: WorkerLog;
  /** Milliseconds since 1970; the system's clock where not given. */
  readonly clock?: () => number;
  /** Called after each look, with the moment at which the next work falls due, if any. */
  readonly looked?: (nextDueAt: number | undefined) => void;
  /** How long one try may take. */
  readonly leaseMs?: number;
  /** How much routine work may be under way; as the program finds it where not given. */
  readonly room?: Room;
};

/** What does the duties of a school, or why that could not be looked up. */
type School = PromiseSettledResult<{ readonly handlers: DutyHandlers } | undefined>;

export type Worker = {
  /** Looks at once whether something is due. The record's own signal does the same. */
  readonly wake: () => void;
  /** Takes up nothing new and waits for what is under way, at most `graceMs`. */
  readonly stop: (graceMs?: number) => Promise<void>;
};

/**
 * Places for each priority, so that alerts start even if urgent work hangs, and urgent work even if the rest does.
 * A person's many alerts have few: a hundred at once would keep another person's from the record for a second.
 * Others have those that the program can run (room.ts).
 */
const PLACES: { readonly [which in Exclude<Priority, "others">]: number } = {
  alerts: 200,
  urgent: 200,
  repeats: 40,
};
/** What each asks of the record goes before, with or after what people wait for. */
const PRECEDENCE: { readonly [which in Priority]: Precedence } = {
  alerts: "urgent",
  urgent: "urgent",
  repeats: "people",
  others: "routine",
};
const LEASE_MS = 30_000;
const POLL_MS = 1_000;
const GRACE_MS = 5_000;
/** Looking takes at most half of the time, so that presses get their turn however much there is to do. */
const BREATH_MS = 100;
/** To begin a request takes a millisecond or two: between so many, whoever presses elsewhere gets a turn. */
const STARTED_TOGETHER = 4;
/** Work is due that cannot be taken because all places are in use: no need to look more often. */
const HELD_UP_MS = 50;

/**
 * Runs the duties in the record. Everything due starts at once, alerts first, then other urgent work; none of these
 * waits for another, nor for routine work, which is taken up beside them, as much as there is room for. The record is asked at least once a second: signals only make it sooner.
 */
export const startWorker = (setup: WorkerSetup): Worker => {
  const { record, at, log, clock = Date.now, looked, leaseMs = LEASE_MS, room = roomForRoutine() } = setup;
  const underWay = new UnderWay(leaseMs);
  const telling = new Telling(record, at, log);
  const rest = pause();
  const unread = (error: unknown): void =>
    log.warn({ error: reasonOf(error) }, "the duties could not be read");
  let stopped = false;

  const attempt = async (duty: DutyRow, school: School, signal: AbortSignal): Promise<void> => {
    const result = await (school.status === "fulfilled"
      ? tryDuty(duty, school.value?.handlers ?? {}, signal)
      : // Nothing was begun: it is tried again, even a duty to be done once.
        { reason: reasonOf(school.reason) });
    const about = { work: workGroup(duty.work.kind), attempt: duty.attempts };
    try {
      const counted = await settleDuty(record, duty, result, clock());
      if (!counted) log.warn(about, "the outcome of a duty came too late to count");
    } catch (error) {
      log.warn({ ...about, error: reasonOf(error) }, "the outcome of a duty could not be recorded");
    }
    rest.wake();
  };

  const freeFor = (which: Priority): number =>
    (which === "others" ? room.places(performance.now()) : PLACES[which]) - underWay.count(which);

  const startDue = async (which: Priority): Promise<void> =>
    withPrecedence(PRECEDENCE[which], async () => {
      const free = freeFor(which);
      if (stopped || free <= 0) return;
      const from = performance.now();
      const due = await record.claimDuties(clock(), free, leaseMs, which);
      if (which === "others") room.tookUp(performance.now() - from);
      // All schools are looked up before any duty starts: duties go out together, even if one look-up fails.
      const schools = await Promise.allSettled(due.map(async ({ scope }) => at(scope.school)));
      for (const [n, school] of schools.entries()) {
        const duty = due[n];
        if (n > 0 && n % STARTED_TOGETHER === 0) await nextTurn();
        if (duty !== undefined) underWay.start(duty, (signal) => attempt(duty, school, signal));
      }
    });

  /** Under way beside the looks: no alert waits until routine work has been taken up. */
  let beside: Promise<void> | undefined;
  const goOnBeside = ({ due, sweep }: Ahead): void => {
    const starts = due.includes("others") && freeFor("others") > 0;
    if (beside !== undefined || !(starts || sweep)) return;
    beside = Promise.all([
      starts ? startDue("others") : undefined,
      sweep ? withPrecedence("people", () => record.sweepDuties(clock())) : undefined,
    ])
      .then(rest.wake, unread)
      .finally(() => {
        beside = undefined;
      });
  };

  const look = async (): Promise<number> => {
    const before = await record.dutiesAhead(clock());
    const urgent = before.due.filter((which) => which !== "others");
    for (const which of urgent) await startDue(which);
    goOnBeside(before);
    await telling.look();
    const ahead = urgent.length === 0 ? before : await record.dutiesAhead(clock());
    looked?.(ahead.next);
    // What goes on beside wakes us when it is over, and so does each try that gives its place back.
    const next = beside !== undefined || ahead.due.includes("others") ? ahead.nextUrgent : ahead.next;
    if (next === undefined) return POLL_MS;
    const inMs = next - clock();
    return inMs > 0 ? Math.min(inMs, POLL_MS) : HELD_UP_MS;
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      let inMs = POLL_MS;
      const from = performance.now();
      try {
        inMs = await look();
      } catch (error) {
        unread(error);
      }
      await wait(Math.min(performance.now() - from, BREATH_MS));
      if (!stopped) await rest.upTo(inMs);
    }
  };

  const off = record.onDuties(rest.wake);
  const running = withPrecedence("urgent", run);
  return {
    wake: rest.wake,
    stop: async (graceMs = GRACE_MS) => {
      stopped = true;
      off();
      rest.wake();
      await running;
      await beside;
      room.close();
      const [left] = await Promise.all([underWay.drain(graceMs), telling.drain(graceMs)]);
      // If the record is away too, a lock that ends with this process says the same a little later.
      await record.releaseDuties(left).catch(() => undefined);
    },
  };
};

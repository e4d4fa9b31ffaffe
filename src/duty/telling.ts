import { reasonOf } from "../meeting/fault.ts";
import { within } from "../meeting/within.ts";
import type { DutyWork } from "../protocol/work/duty.ts";
import { workGroup } from "../protocol/work/work-group.ts";
import type { RecordStore } from "../record/record-store.ts";
import type { Store } from "../record/scope.ts";
import type { DutyRow, Notice } from "../record/work/duty-row.ts";
import type { WorkerLog } from "./log.ts";

/**
 * Called for duties that are not done. Each is called again, within a second or so, if it throws;
 * after a crash it may be called once more for the same duty.
 */
export type Listeners = {
  /**
   * A duty is not done in time: called once when its deadline passes (it is still tried), and once
   * when it is given up. `reason` is that of the last try.
   */
  readonly onLate: (
    work: DutyWork,
    reason: string,
    why: Exclude<Notice, "unknown">,
    store: Store,
  ) => void | Promise<void>;
  /** No one can say whether a duty to be done `once` happened; it is not tried again. */
  readonly onUnknown: (work: DutyWork) => void | Promise<void>;
};

type Noticing = Pick<RecordStore, "dutyNotices" | "noticeOpen" | "noticeTold" | "oneAtATime">;

/** How many are passed on at once; a flood of them must not keep presses from the record. */
const PLACES = 50;

/** Passes on what the record notes about duties; a slow listener does not hold up another. */
export class Telling {
  readonly #record: Noticing;
  readonly #at: (school: string) => Promise<Listeners | undefined>;
  readonly #log: WorkerLog;
  readonly #open = new Map<string, Promise<void>>();
  /** Those whose last call failed. */
  #failed: Set<string> = new Set();

  constructor(record: Noticing, at: (school: string) => Promise<Listeners | undefined>, log: WorkerLog) {
    this.#record = record;
    this.#at = at;
    this.#log = log;
  }

  async look(): Promise<void> {
    const notices = await this.#record.dutyNotices(PLACES + this.#failed.size);
    const keyed = notices.map((one) => ({ key: `${one.notice} ${one.duty.id}`, ...one }));
    const failed = keyed.filter(({ key }) => this.#failed.has(key));
    this.#failed = new Set(failed.map(({ key }) => key));
    // Those that failed get the places that are left: however many there are, they hold up no other.
    for (const { key, duty, notice } of [...keyed.filter((one) => !failed.includes(one)), ...failed]) {
      if (this.#open.size >= PLACES) return;
      if (this.#open.has(key)) continue;
      const told = this.#tell(key, duty, notice).finally(() => this.#open.delete(key));
      this.#open.set(key, told);
    }
  }

  async drain(graceMs: number): Promise<void> {
    await within(graceMs, Promise.all(this.#open.values()), undefined);
  }

  async #tell(key: string, duty: DutyRow, notice: Notice): Promise<void> {
    const tellOnce = async (): Promise<void> => {
      if (!(await this.#record.noticeOpen(duty.id, notice))) return;
      const listeners = await this.#at(duty.scope.school);
      if (notice === "unknown") await listeners?.onUnknown(duty.work);
      else {
        const reason = duty.lastReason ?? "not done in time";
        await listeners?.onLate(duty.work, reason, notice, duty.scope.store);
      }
      await this.#record.noticeTold(duty.id, notice);
    };
    try {
      await this.#record.oneAtATime(`notice:${notice}:${duty.id}`, tellOnce);
      this.#failed.delete(key);
    } catch (error) {
      this.#failed.add(key);
      const about = { work: workGroup(duty.work.kind), error: reasonOf(error) };
      this.#log.warn(about, "a duty is late, and telling of it failed");
    }
  }
}

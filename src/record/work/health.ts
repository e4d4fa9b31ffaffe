import { sql } from "kysely";
import type { DutyKind } from "../../protocol/work/duty.ts";
import type { OpenDatabase } from "../engine/open-database.ts";
import { OPEN } from "./open-duties.ts";

/**
 * Work done within this time is normal traffic: if every second were counted, the numbers would tell that a
 * concern was raised.
 */
const TRAFFIC_MS = 30_000;

/** Open work of one kind that should have been done long ago. */
export type Overdue = {
  readonly kind: DutyKind;
  /**
   * Duties that may run and have been due for longer than half a minute: without a try, or, if past their deadline,
   * with however many tries. Timers that are still to come do not count.
   */
  readonly due: number;
  /** How many of those are past their deadline. */
  readonly late: number;
  /** Milliseconds for which the longest of those has been due for its next try. */
  readonly oldestMs: number;
};

/** The state of the work, for those who keep the program running. Counts only, and of general records only. */
export type WorkHealth = {
  readonly overdue: (now: number) => Promise<readonly Overdue[]>;
  /**
   * Milliseconds since a school's general record was last sealed, for the school that waits longest;
   * undefined before the first seal.
   */
  readonly sealAgeMs: () => Promise<number | undefined>;
  /** Instances at work on this record. */
  readonly replicas: () => Promise<number>;
};

export const workHealthIn = ({
  as,
  clock,
  replicas,
}: Pick<OpenDatabase, "as" | "clock" | "replicas">): WorkHealth => ({
  overdue: async (now) => {
    const since = now - TRAFFIC_MS;
    const rows = await as("worker")
      .selectFrom("duties")
      .select(({ fn }) => [
        "kind",
        fn.countAll<number>().as("due"),
        fn.count<number>("lateAt").as("late"),
        fn.min("notBefore").as("oldest"),
      ])
      // No one is told of work for staff matters, late or not.
      .where("store", "=", "general")
      .where(OPEN)
      .where("notBefore", "<=", now)
      .where("withdrawn", "is", null)
      // A failed try puts off the next: so the time since its first try counts, too.
      .where((row) =>
        row.or([
          row("notBefore", "<", since),
          row.and([row("lateAt", "is not", null), row("startedAt", "<", since)]),
        ]),
      )
      .groupBy("kind")
      .execute();
    return rows.map(({ kind, due, late, oldest }) => ({
      kind,
      due: Number(due),
      late: Number(late),
      oldestMs: now - oldest,
    }));
  },
  sealAgeMs: async () => {
    const sealed = await as("tenant")
      .selectFrom("streams")
      .select(sql<number>`${clock} - moved_at`.as("age"))
      // Each school's own; no one is told how many seals of staff matters there are.
      .where((row) => row.or([row("stream", "=", "seal:general"), row("stream", "like", "seal:general:%")]))
      .where("movedAt", "is not", null)
      .execute();
    return sealed.length === 0 ? undefined : Math.max(...sealed.map(({ age }) => Number(age)));
  },
  replicas,
});

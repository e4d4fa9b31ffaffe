import { sql } from "kysely";
import type { DutyKind } from "../../protocol/work/duty.ts";
import type { OpenDatabase } from "../engine/open-database.ts";
import { OPEN } from "./open-duties.ts";

/**
 * Work that is done within this time is traffic and no trouble: seen every second, it would tell that a
 * concern was raised.
 */
const TRAFFIC_MS = 30_000;

/** Open work of one kind that ought to have been done long ago. */
export type Overdue = {
  readonly kind: DutyKind;
  /**
   * May run, and has been due for longer than half a minute: without a try, or, where it is past its deadline,
   * with however many. Timers that are still to come do not count.
   */
  readonly due: number;
  /** Of those, past their deadline. */
  readonly late: number;
  /** How long the one of those that waits longest for its next try has been due for it, in milliseconds. */
  readonly oldestMs: number;
};

/** How things stand, for those who keep the program running. Counts only, and of general records only. */
export type WorkHealth = {
  readonly overdue: (now: number) => Promise<readonly Overdue[]>;
  /**
   * Milliseconds since a school's general record was last sealed, of the school that waits longest;
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
      // Work for staff matters, late or not, is told to nobody.
      .where("store", "=", "general")
      .where(OPEN)
      .where("notBefore", "<=", now)
      .where("withdrawn", "is", null)
      // Each try that fails puts off the next: since when it has been tried counts, too.
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
      // Each school's own; how many seals of staff matters there are is told to nobody.
      .where((row) => row.or([row("stream", "=", "seal:general"), row("stream", "like", "seal:general:%")]))
      .where("movedAt", "is not", null)
      .execute();
    return sealed.length === 0 ? undefined : Math.max(...sealed.map(({ age }) => Number(age)));
  },
  replicas,
});

import type { ExpressionBuilder, Kysely } from "kysely";
import { OWN_MESSAGES } from "../../protocol/concern/burst.ts";
import { ALERTS, type Priority } from "../../protocol/work/priority.ts";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { OpenDatabase } from "../engine/open-database.ts";
import type { Tables } from "../engine/schema.ts";
import { OPEN } from "./open-duties.ts";

/** What there is to do, in one question: a worker that is woken for nothing asks no other. Moments: ms since 1970. */
export type Ahead = {
  /** What may be claimed now, in the order in which it is to be started. */
  readonly due: readonly Priority[];
  /** Something has changed with time alone. */
  readonly sweep: boolean;
  /** The next moment at which something falls due; undefined when nothing is open. */
  readonly next: number | undefined;
};

type Row = ExpressionBuilder<Tables, "duties">;

const alert = (row: Row) => row.and([row("urgent", "=", 1), row("kind", "in", ALERTS)]);

/** Which duties are of each priority (protocol/work/priority.ts). */
export const ofPriority = {
  alerts: (row: Row) => row.and([alert(row), row("turn", "<", OWN_MESSAGES)]),
  urgent: (row: Row) => row.and([row("urgent", "=", 1), row("kind", "not in", ALERTS)]),
  repeats: (row: Row) => row.and([alert(row), row("turn", ">=", OWN_MESSAGES)]),
  others: (row: Row) => row("urgent", "=", 0),
} as const satisfies { readonly [Which in Priority]: (row: Row) => unknown };

export const PRIORITIES = ["alerts", "urgent", "repeats", "others"] as const satisfies readonly Priority[];

export const dutiesAhead = async (
  {
    db,
    run,
    leaseClock,
  }: { readonly db: Kysely<Tables>; readonly run: BuiltOnce } & Pick<OpenDatabase, "leaseClock">,
  now: number,
): Promise<Ahead> => {
  const [found] = await run(db, "ahead", {}, (built) =>
    built
      .selectFrom("duties")
      .where(OPEN)
      .select(leaseClock.as("clock"))
      .select((row) => {
        const waits = row("state", "=", "waiting");
        const firstOf = (which: Priority) =>
          row.fn.min("notBefore").filterWhere(row.and([waits, ofPriority[which](row)]));
        return [
          firstOf("alerts").as("alerts"),
          firstOf("urgent").as("urgent"),
          firstOf("repeats").as("repeats"),
          firstOf("others").as("others"),
          row.fn.min("leaseUntil").filterWhere("state", "=", "started").as("lease"),
          row.fn
            .min("deadlineAt")
            .filterWhere("lateAt", "is", null)
            .filterWhere("withdrawn", "is", null)
            .as("deadline"),
          row.fn.min("expiresAt").filterWhere(waits).as("expiry"),
          // Left so by an earlier version of the program.
          row.fn
            .min("notBefore")
            .filterWhere(row.and([waits, row("withdrawn", "is not", null)]))
            .as("stale"),
        ];
      }),
  );
  if (found === undefined) throw new TypeError("a question for counts has an answer");
  const isDue = (moment: number | null): boolean => moment !== null && moment <= now;
  // The rest of the lease: the two clocks need not agree.
  const lease = found.lease === null ? null : now + found.lease - found.clock;
  const moments = [...PRIORITIES.map((which) => found[which]), lease, found.deadline, found.expiry];
  const known = moments.filter((moment) => moment !== null);
  return {
    due: PRIORITIES.filter((which) => isDue(lease) || isDue(found[which])),
    sweep: found.stale !== null || [lease, found.deadline, found.expiry].some(isDue),
    next: known.length === 0 ? undefined : Math.min(...known),
  };
};

import type { ExpressionBuilder, Kysely } from "kysely";
import { OWN_MESSAGES } from "../../protocol/concern/burst.ts";
import { ALERTS, type Priority } from "../../protocol/work/priority.ts";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { OpenDatabase } from "../engine/open-database.ts";
import type { Tables } from "../engine/schema.ts";
import { ALERT, CHANGES_AT, OPEN, STARTED } from "./open-duties.ts";

/** What there is to do, in one question: a worker that is woken for nothing asks no other. Moments: ms since 1970. */
export type Ahead = {
  /** What may be claimed now, in the order in which it is to be started. */
  readonly due: readonly Priority[];
  /** Something has changed with time alone. */
  readonly sweep: boolean;
  /** The next moment at which something falls due; undefined when nothing is open. */
  readonly next: number | undefined;
  /** The same of alerts and other urgent work alone. */
  readonly nextUrgent: number | undefined;
};

type Row = ExpressionBuilder<Tables, "duties">;

/** Which duties are of each priority (protocol/work/priority.ts). */
export const ofPriority = {
  alerts: (row: Row) => row.and([ALERT, row("turn", "<", OWN_MESSAGES)]),
  urgent: (row: Row) => row.and([row("urgent", "=", 1), row("kind", "not in", ALERTS)]),
  repeats: (row: Row) => row.and([ALERT, row("turn", ">=", OWN_MESSAGES)]),
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
  const [found] = await run(db, "ahead", {}, (built) => {
    const open = built.selectFrom("duties").where(OPEN).limit(1);
    // Each is the first entry of an index: however many duties are open, none is read but those.
    const soonestOf = (which: Priority) =>
      open.select("notBefore").where("state", "=", "waiting").where(ofPriority[which]).orderBy("notBefore");
    return built.selectNoFrom([
      leaseClock.as("clock"),
      soonestOf("alerts").as("alerts"),
      soonestOf("urgent").as("urgent"),
      soonestOf("repeats").as("repeats"),
      soonestOf("others").as("others"),
      built
        .selectFrom("duties")
        .select("leaseUntil")
        .where(STARTED)
        .orderBy("leaseUntil")
        .limit(1)
        .as("lease"),
      open.select(CHANGES_AT.as("at")).where(CHANGES_AT, "is not", null).orderBy(CHANGES_AT).as("changesAt"),
    ]);
  });
  if (found === undefined) throw new TypeError("a question for counts has an answer");
  const isDue = (moment: number | null): boolean => moment !== null && moment <= now;
  // The rest of the lease: the two clocks need not agree.
  const lease = found.lease === null ? null : now + found.lease - found.clock;
  const moments = [...PRIORITIES.map((which) => found[which]), lease, found.changesAt];
  return {
    due: PRIORITIES.filter((which) => isDue(lease) || isDue(found[which])),
    sweep: [lease, found.changesAt].some(isDue),
    next: firstOf(moments),
    nextUrgent: firstOf([found.alerts, found.urgent, found.repeats]),
  };
};

const firstOf = (moments: readonly (number | null)[]): number | undefined => {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? undefined : Math.min(...known);
};

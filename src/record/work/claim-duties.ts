import { type Kysely, type Selectable, sql } from "kysely";
import type { DutyKind } from "../../protocol/work/duty.ts";
import type { Priority } from "../../protocol/work/priority.ts";
import type { BuiltOnce } from "../engine/built-once.ts";
import { oneAtATime } from "../engine/one-at-a-time.ts";
import type { OpenDatabase } from "../engine/open-database.ts";
import type { Tables } from "../engine/schema.ts";
import { closeUnfinished } from "./close-duty.ts";
import { type Ahead, ofPriority, PRIORITIES } from "./duties-ahead.ts";
import type { DutyRow } from "./duty-row.ts";
import { OPEN } from "./open-duties.ts";
import { readDuty } from "./read-duty.ts";

type DutyDatabase = { readonly db: Kysely<Tables>; readonly run: BuiltOnce } & Pick<
  OpenDatabase,
  "claiming" | "holder" | "leaseClock"
>;

type Claim = {
  readonly now: number;
  readonly limit: number;
  readonly leaseMs: number;
  readonly which: Priority;
};

/** What these have sent and no one has answered must not be taken for another person's change (lesson/drift.ts). */
const SENDS_OPTIONS: ReadonlySet<DutyKind> = new Set(["set-options", "watch-options"]);

/** Duties as they were before a claim that may or may not have been recorded; by their ids. */
type InDoubt = Map<string, Row>;

const claimedOnes = (): { readonly [which in Priority]: InDoubt } => ({
  alerts: new Map(),
  urgent: new Map(),
  repeats: new Map(),
  others: new Map(),
});

/**
 * Takes what is due under a lease; see `Duties.claimDuties`. If the answer to a commit was lost, no caller was given
 * what it may have taken: the next claim takes it back first. One claim of a priority after the other, so that a
 * claim still under way is not taken for a lost one; no duty changes its priority, and alerts wait for no other claim.
 */
export const claimsIn = (
  database: DutyDatabase,
): {
  readonly claim: (claim: Claim) => Promise<readonly DutyRow[]>;
  /** While a claim is in doubt, the next is worth it whatever is due. */
  readonly orInDoubt: (ahead: Ahead) => Ahead;
} => {
  const inDoubt = claimedOnes();
  return {
    claim: async (claim) =>
      oneAtATime(`claims of ${database.holder} ${claim.which}`, async () => {
        await takeBack(database, inDoubt[claim.which], claim.now);
        return claimDuties(database, inDoubt[claim.which], claim);
      }),
    orInDoubt: (ahead) => ({
      ...ahead,
      due: PRIORITIES.filter((which) => ahead.due.includes(which) || inDoubt[which].size > 0),
    }),
  };
};

/** Duties taken by a claim in doubt wait as they did before. Those that cannot be looked at yet stay in doubt. */
const takeBack = async (
  { db, run, claiming, holder }: DutyDatabase,
  inDoubt: InDoubt,
  now: number,
): Promise<void> => {
  if (inDoubt.size === 0) return;
  const seen = await db.transaction().execute(async (transaction) => {
    // Locked before it is judged: the transaction in doubt may not be over.
    const rows = await transaction
      .selectFrom("duties")
      .select(["id", "holder"])
      .where("id", "in", [...inDoubt.keys()])
      .modifyEnd(claiming)
      .execute();
    for (const row of rows) {
      const before = inDoubt.get(row.id);
      if (before === undefined || row.holder !== holder) continue;
      const { id, fence, lastReason: reason, notBefore, attempts } = before;
      await closeUnfinished(
        { db: transaction, run },
        { id, fence: fence + 1 },
        { now, reason },
        { state: "waiting", notBefore, attempts },
      );
    }
    return rows;
  });
  for (const { id } of seen) inDoubt.delete(id);
  if (inDoubt.size === 0) return;
  // If its lesson has expired meanwhile, the duty is gone.
  const there = await db
    .selectFrom("duties")
    .select("id")
    .where("id", "in", [...inDoubt.keys()])
    .execute();
  const left = new Set(there.map(({ id }) => id));
  for (const id of inDoubt.keys()) if (!left.has(id)) inDoubt.delete(id);
};

const claimDuties = async (
  { db, run, claiming, holder, leaseClock }: DutyDatabase,
  inDoubt: InDoubt,
  { now, limit, leaseMs, which }: Claim,
): Promise<readonly DutyRow[]> => {
  const taken = await db.transaction().execute(async (transaction) => {
    const due = await run(transaction, `claim ${which}`, { now, limit }, (built, values) =>
      built
        .selectFrom("duties")
        .selectAll()
        // Beside the condition below, so that the index of open duties is used.
        .where(OPEN)
        .where(ofPriority[which])
        .where("notBefore", "<=", values.now)
        .where("expiresAt", ">", values.now)
        .where("withdrawn", "is", null)
        .where((row) =>
          row.or([
            row("state", "=", "waiting"),
            row.and([row("repeat", "=", "until-done"), row("leaseUntil", "<=", leaseClock)]),
          ]),
        )
        // Each person's first before anyone's second.
        .orderBy("turn")
        .orderBy("notBefore")
        .orderBy("position")
        .orderBy("id")
        .limit(values.limit)
        .modifyEnd(claiming),
    );
    if (due.length === 0) return [];
    for (const row of due) inDoubt.set(row.id, row);
    const claimed = { ids: due.map(({ id }) => id), holder, leaseMs, now };
    await run(transaction, "claimed", claimed, (built, values) =>
      built
        .updateTable("duties")
        .set((row) => ({
          state: "started",
          leaseUntil: sql<number>`${leaseClock} + ${values.leaseMs}`,
          holder: values.holder,
          fence: row("fence", "+", 1),
          attempts: row("attempts", "+", 1),
          startedAt: row.fn.coalesce("startedAt", row.val(values.now)),
        }))
        .where("id", "in", values.ids),
    );
    return due;
  });
  for (const { id } of taken) inDoubt.delete(id);
  const replaced = await underWayBefore(db, taken);
  return taken.map((row) => {
    const since = [row, ...(replaced.get(row.replaces ?? "") ?? [])].flatMap(({ state, startedAt }) =>
      state === "started" && startedAt !== null ? [startedAt] : [],
    );
    return {
      ...readDuty({
        ...row,
        state: "started",
        fence: row.fence + 1,
        attempts: row.attempts + 1,
        startedAt: row.startedAt ?? now,
      }),
      ...(since.length === 0 ? {} : { unansweredSince: Math.min(...since) }),
    };
  });
};

type Row = Selectable<Tables["duties"]>;

/** Duties that others of these have replaced in the middle of their work, by their key. */
const underWayBefore = async (
  db: Kysely<Tables>,
  taken: readonly Row[],
): Promise<ReadonlyMap<string, readonly Pick<Row, "state" | "startedAt">[]>> => {
  const keys = taken.flatMap(({ kind, replaces }) =>
    replaces !== null && SENDS_OPTIONS.has(kind) ? [replaces] : [],
  );
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom("duties")
    .select(["replaces", "state", "startedAt"])
    .where(OPEN)
    .where("replaces", "in", keys)
    .where("state", "=", "started")
    .where("withdrawn", "is not", null)
    .execute();
  return Map.groupBy(rows, ({ replaces }) => replaces ?? "");
};

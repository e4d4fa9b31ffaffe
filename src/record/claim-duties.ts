import { type Kysely, sql } from "kysely";
import { ALERTS, type Priority } from "../protocol/priority.ts";
import type { DutyRow } from "./duty-row.ts";
import type { OpenDatabase } from "./open-database.ts";
import { OPEN } from "./open-duties.ts";
import { readDuty } from "./read-duty.ts";
import type { Tables } from "./schema.ts";

type DutyDatabase = { readonly db: Kysely<Tables> } & Pick<
  OpenDatabase,
  "claiming" | "holder" | "leaseClock"
>;

type Claim = {
  readonly now: number;
  readonly limit: number;
  readonly leaseMs: number;
  readonly which: Priority;
};

/** Takes what is due under a lease; see `Duties.claimDuties`. */
export const claimDuties = async (
  { db, claiming, holder, leaseClock }: DutyDatabase,
  { now, limit, leaseMs, which }: Claim,
): Promise<readonly DutyRow[]> =>
  db.transaction().execute(async (transaction) => {
    const due = await transaction
      .selectFrom("duties")
      .selectAll()
      // Said apart from the condition below, so that the index of open duties serves.
      .where(OPEN)
      .where("urgent", "=", which === "others" ? 0 : 1)
      .$if(which !== "others", (urgent) => urgent.where("kind", which === "alerts" ? "in" : "not in", ALERTS))
      .where("notBefore", "<=", now)
      .where("expiresAt", ">", now)
      .where("withdrawn", "is", null)
      .where((row) =>
        row.or([
          row("state", "=", "waiting"),
          row.and([row("repeat", "=", "until-done"), row("leaseUntil", "<=", leaseClock)]),
        ]),
      )
      .orderBy("notBefore")
      .orderBy("position")
      .orderBy("id")
      .limit(limit)
      .modifyEnd(claiming)
      .execute();
    if (due.length === 0) return [];
    await transaction
      .updateTable("duties")
      .set((row) => ({
        state: "started",
        leaseUntil: sql<number>`${leaseClock} + ${leaseMs}`,
        holder,
        fence: row("fence", "+", 1),
        attempts: row("attempts", "+", 1),
        startedAt: row.fn.coalesce("startedAt", row.val(now)),
      }))
      .where(
        "id",
        "in",
        due.map((row) => row.id),
      )
      .execute();
    return due.map((row) =>
      readDuty({
        ...row,
        state: "started",
        fence: row.fence + 1,
        attempts: row.attempts + 1,
        startedAt: row.startedAt ?? now,
      }),
    );
  });

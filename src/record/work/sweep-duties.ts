import type { Kysely } from "kysely";
import type { OpenDatabase } from "../engine/open-database.ts";
import type { Tables } from "../engine/schema.ts";
import { OPEN } from "./open-duties.ts";

/** Notes what changes with time alone; see `Duties.sweepDuties`. */
export const sweepDuties = async (
  { db, leaseClock }: { readonly db: Kysely<Tables> } & Pick<OpenDatabase, "leaseClock">,
  now: number,
): Promise<void> => {
  await db.transaction().execute(async (transaction) => {
    const open = transaction.updateTable("duties").where(OPEN);
    const abandoned = open.where("state", "=", "started").where("leaseUntil", "<=", leaseClock);

    await abandoned
      .set({ state: "failed", notice: "unknown", lastReason: "outcome unknown", finishedAt: now })
      .where("repeat", "=", "once")
      .execute();
    await open
      .set((row) => ({ state: row.ref("withdrawn").$notNull(), finishedAt: now }))
      .where("withdrawn", "is not", null)
      // A waiting duty here was left so by an earlier version of the program.
      .where((row) => row.or([row("state", "=", "waiting"), row("leaseUntil", "<=", leaseClock)]))
      .execute();
    // A duty under way may still succeed: it is given up only when it waits or was abandoned.
    await open
      .set({ state: "expired", notice: "expiry", finishedAt: now })
      .where("expiresAt", "<=", now)
      .where((row) => row.or([row("state", "=", "waiting"), row("leaseUntil", "<=", leaseClock)]))
      .execute();
    await open
      .set({ lateAt: now, notice: "deadline" })
      .where("deadlineAt", "<=", now)
      .where("lateAt", "is", null)
      .where("withdrawn", "is", null)
      .execute();
  });
};

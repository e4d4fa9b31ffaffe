import type { Kysely } from "kysely";
import type { OpenDatabase } from "../engine/open-database.ts";
import type { Tables } from "../engine/schema.ts";
import { CHANGES_AT, OPEN, STARTED } from "./open-duties.ts";

/** Notes what changes with time alone; see `Duties.sweepDuties`. */
export const sweepDuties = async (
  { db, leaseClock }: { readonly db: Kysely<Tables> } & Pick<OpenDatabase, "leaseClock">,
  now: number,
): Promise<void> => {
  await db.transaction().execute(async (transaction) => {
    const open = transaction.updateTable("duties").where(OPEN);
    const abandoned = open.where(STARTED).where("leaseUntil", "<=", leaseClock);
    const changing = open.where(CHANGES_AT, "<=", now);
    // A duty under way may still succeed: it is given up only when it waits or was abandoned.
    const idle = [changing.where("state", "=", "waiting"), abandoned];

    await abandoned
      .set({ state: "failed", notice: "unknown", lastReason: "outcome unknown", finishedAt: now })
      .where("repeat", "=", "once")
      .execute();
    // A waiting duty here was left so by an earlier version of the program.
    for (const some of idle)
      await some
        .set((row) => ({ state: row.ref("withdrawn").$notNull(), finishedAt: now }))
        .where("withdrawn", "is not", null)
        .execute();
    for (const some of idle)
      await some
        .set({ state: "expired", notice: "expiry", finishedAt: now })
        .where("expiresAt", "<=", now)
        .execute();
    await changing
      .set({ lateAt: now, notice: "deadline" })
      .where("deadlineAt", "<=", now)
      .where("lateAt", "is", null)
      .where("withdrawn", "is", null)
      .execute();
  });
};

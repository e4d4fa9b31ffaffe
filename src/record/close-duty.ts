import type { Kysely, Updateable } from "kysely";
import type { Tables } from "./schema.ts";

export type HeldClaim = { readonly id: string; readonly fence: number };

/** Ends a claim. false when a newer claim has been made, or the duty is not under way. */
export const closeClaim = async (
  db: Kysely<Tables>,
  claim: HeldClaim,
  values: Updateable<Tables["duties"]>,
): Promise<boolean> => {
  const { numUpdatedRows } = await heldBy(db, claim).set(values).executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

/**
 * Ends a claim on a duty that is not done. If it was replaced or cancelled meanwhile that is all
 * there is to say of it; otherwise `values` hold.
 */
export const closeUndone = async (
  db: Kysely<Tables>,
  claim: HeldClaim,
  ended: { readonly now: number; readonly reason: string },
  values: Updateable<Tables["duties"]>,
): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    const lastReason = ended.reason;
    const { numUpdatedRows } = await heldBy(transaction, claim)
      .where("withdrawn", "is not", null)
      .set((row) => ({ state: row.ref("withdrawn").$notNull(), finishedAt: ended.now, lastReason }))
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n || (await closeClaim(transaction, claim, { ...values, lastReason }));
  });

const heldBy = (db: Kysely<Tables>, { id, fence }: HeldClaim) =>
  db.updateTable("duties").where("id", "=", id).where("fence", "=", fence).where("state", "=", "started");

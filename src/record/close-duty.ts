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

/** How a duty stands after a claim on it that did not do it. */
type Undone =
  | { readonly state: "failed"; readonly notice: "failure" }
  | { readonly state: "waiting"; readonly notBefore: number; readonly attempts?: number };

/**
 * Ends a claim on a duty that is not done. If it was replaced or cancelled meanwhile that is all there is to
 * say of it; otherwise `undone` holds. One statement: between two, somebody else could withdraw it, and it
 * would wait for ever.
 */
export const closeUndone = async (
  db: Kysely<Tables>,
  claim: HeldClaim,
  ended: { readonly now: number; readonly reason: string },
  undone: Undone,
): Promise<boolean> => {
  const { now: finishedAt, reason: lastReason } = ended;
  const { numUpdatedRows } = await heldBy(db, claim)
    .set((row) => {
      const open = row.case().when("withdrawn", "is", null);
      const state = row.fn.coalesce("withdrawn", row.val(undone.state));
      return undone.state === "failed"
        ? { state, lastReason, finishedAt, notice: open.then(undone.notice).else(row.ref("notice")).end() }
        : { ...undone, state, lastReason, finishedAt: open.then(null).else(finishedAt).end() };
    })
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

const heldBy = (db: Kysely<Tables>, { id, fence }: HeldClaim) =>
  db.updateTable("duties").where("id", "=", id).where("fence", "=", fence).where("state", "=", "started");

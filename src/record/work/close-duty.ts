import type { Kysely, Updateable } from "kysely";
import type { Tables } from "../engine/schema.ts";

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

/** The state of a duty after a claim on it that did not finish it. */
type Unfinished =
  | { readonly state: "failed"; readonly notice: "failure" }
  | { readonly state: "waiting"; readonly notBefore: number; readonly attempts?: number }
  /** Its next round: nothing of the last one holds. */
  | {
      readonly state: "waiting";
      readonly notBefore: number;
      readonly deadlineAt: number;
      readonly attempts: 0;
      readonly startedAt: null;
      readonly lateAt: null;
      readonly notice: null;
    };

/**
 * Ends a claim that did not finish its duty. If the duty was replaced or cancelled meanwhile, it ends so;
 * otherwise `next` holds. One statement: between two, another writer could withdraw it, and it
 * would wait for ever.
 */
export const closeUnfinished = async (
  db: Kysely<Tables>,
  claim: HeldClaim,
  ended: { readonly now: number; readonly reason: string | null },
  next: Unfinished,
): Promise<boolean> => {
  const { now: finishedAt, reason: lastReason } = ended;
  const { numUpdatedRows } = await heldBy(db, claim)
    .set((row) => {
      const open = row.case().when("withdrawn", "is", null);
      const state = row.fn.coalesce("withdrawn", row.val(next.state));
      return next.state === "failed"
        ? { state, lastReason, finishedAt, notice: open.then(next.notice).else(row.ref("notice")).end() }
        : { ...next, state, lastReason, finishedAt: open.then(null).else(finishedAt).end() };
    })
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

const heldBy = (db: Kysely<Tables>, { id, fence }: HeldClaim) =>
  db.updateTable("duties").where("id", "=", id).where("fence", "=", fence).where("state", "=", "started");

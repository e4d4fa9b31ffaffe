import type { Kysely, Updateable } from "kysely";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { Tables } from "../engine/schema.ts";

type Closing = { readonly db: Kysely<Tables>; readonly run: BuiltOnce };

export type HeldClaim = { readonly id: string; readonly fence: number };

/** Ends a claim. false when a newer claim has been made, or the duty is not under way. */
export const closeClaim = async (
  { db, run }: Closing,
  { id, fence }: HeldClaim,
  next: Updateable<Tables["duties"]>,
): Promise<boolean> => {
  const closed = await run(db, `close ${Object.keys(next).join(" ")}`, { id, fence, next }, (built, values) =>
    heldBy(built, values).set(values.next).returning("id"),
  );
  return closed.length === 1;
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
  { db, run }: Closing,
  { id, fence }: HeldClaim,
  ended: { readonly now: number; readonly reason: string | null },
  next: Unfinished,
): Promise<boolean> => {
  const all = { id, fence, ended, next };
  const closed = await run(db, `leave ${Object.keys(next).join(" ")}`, all, (built, values) =>
    heldBy(built, values)
      .set((row) => {
        const { now: finishedAt, reason: lastReason } = values.ended;
        const open = row.case().when("withdrawn", "is", null);
        const state = row.fn.coalesce("withdrawn", row.val(values.next.state));
        return "notBefore" in values.next
          ? { ...values.next, state, lastReason, finishedAt: open.then(null).else(finishedAt).end() }
          : {
              state,
              lastReason,
              finishedAt,
              notice: open.then(values.next.notice).else(row.ref("notice")).end(),
            };
      })
      .returning("id"),
  );
  return closed.length === 1;
};

const heldBy = (db: Kysely<Tables>, { id, fence }: HeldClaim) =>
  db.updateTable("duties").where("id", "=", id).where("fence", "=", fence).where("state", "=", "started");

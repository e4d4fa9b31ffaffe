import type { Kysely } from "kysely";
import type { DutyKind } from "../protocol/duty.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { NewDuty } from "./change.ts";
import type { Tables } from "./schema.ts";

/**
 * Puts duties in the queue, each id once. One with a `replaces` key takes the place of older ones with
 * the same key: those waiting are never started, those under way are not tried again. It never runs
 * later than the one it replaces would have: a stream of small changes cannot put a redraw off for ever.
 */
export const insertDuties = async (db: Kysely<Tables>, duties: readonly NewDuty[]): Promise<void> => {
  for (const [position, { id, stream, duty, at }] of duties.entries()) {
    const notBefore = await earliest(db, duty.replaces, momentOf(at) + duty.afterMs);
    const { numInsertedOrUpdatedRows: inserted } = await db
      .insertInto("duties")
      .values({
        id,
        stream,
        position,
        kind: duty.work.kind,
        work: canonicalJson(duty.work),
        state: "waiting",
        notBefore,
        deadlineAt: notBefore + duty.deadlineMs,
        expiresAt: notBefore + duty.expiryMs,
        repeat: duty.repeat,
        urgent: duty.urgent ? 1 : 0,
        replaces: duty.replaces ?? null,
        attempts: 0,
        fence: 0,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirstOrThrow();
    if (inserted === 1n && duty.replaces !== undefined) await replaceOlder(db, duty.replaces, id);
  }
};

/**
 * Duties of these kinds that no longer apply: those waiting are never started, those under way are
 * not tried again.
 */
export const cancelDuties = async (
  db: Kysely<Tables>,
  stream: string,
  kinds: readonly DutyKind[],
): Promise<void> => {
  if (kinds.length === 0) return;
  const theirs = db.updateTable("duties").where("stream", "=", stream).where("kind", "in", kinds);
  await theirs.set({ state: "cancelled", notice: null }).where("state", "=", "waiting").execute();
  await theirs.set({ withdrawn: "cancelled", notice: null }).where("state", "=", "started").execute();
};

const earliest = async (db: Kysely<Tables>, key: string | undefined, moment: number): Promise<number> => {
  if (key === undefined) return moment;
  const waiting = await db
    .selectFrom("duties")
    .select("notBefore")
    .where("replaces", "=", key)
    .where("state", "=", "waiting")
    .execute();
  return Math.min(moment, ...waiting.map((row) => row.notBefore));
};

const replaceOlder = async (db: Kysely<Tables>, key: string, newer: string): Promise<void> => {
  const older = db.updateTable("duties").where("replaces", "=", key).where("id", "!=", newer);
  await older.set({ state: "replaced", notice: null }).where("state", "=", "waiting").execute();
  await older.set({ withdrawn: "replaced", notice: null }).where("state", "=", "started").execute();
};

const momentOf = (at: string): number => new Date(new Date(at).toISOString()).getTime();

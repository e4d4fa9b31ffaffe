import type { Insertable, Kysely } from "kysely";
import type { DutyKind } from "../../protocol/work/duty.ts";
import { HELD_BACK } from "../../protocol/work/limits.ts";
import type { Tables } from "../engine/schema.ts";
import { canonicalJson } from "../log/canonical-json.ts";
import type { NewDuty } from "../log/change.ts";
import { OPEN } from "./open-duties.ts";

/** Both engines limit how many values one statement may carry. */
const MOST_TOGETHER = 200;

/**
 * Puts duties in the queue, each id once. A duty with a `replaces` key replaces older ones with
 * the same key: those waiting are never started, those under way are not tried again. It never runs
 * later than the one it replaces would have: a stream of small changes cannot put a redraw off for ever.
 * Nor sooner if that one was held back: it takes over its turn.
 */
export const insertDuties = async (db: Kysely<Tables>, duties: readonly NewDuty[]): Promise<void> => {
  const placed = duties.map((duty, position) => ({ ...duty, position }));
  for (const some of withoutRepeats(placed)) await insertTogether(db, some);
};

type Placed = NewDuty & { readonly position: number };

/** Portions without a repeated key: within one change, too, the later duty replaces the earlier. */
const withoutRepeats = (duties: readonly Placed[]): readonly (readonly Placed[])[] => {
  const portions: Placed[][] = [];
  let keys = new Set<string>();
  for (const one of duties) {
    const key = one.duty.replaces;
    const last = portions.at(-1);
    if (last === undefined || last.length === MOST_TOGETHER || (key !== undefined && keys.has(key))) {
      portions.push([one]);
      keys = new Set();
    } else {
      last.push(one);
    }
    if (key !== undefined) keys.add(key);
  }
  return portions;
};

const insertTogether = async (db: Kysely<Tables>, duties: readonly Placed[]): Promise<void> => {
  const keys = duties.flatMap(({ duty: { replaces } }) => (replaces === undefined ? [] : [replaces]));
  const waiting = await waitingUnder(db, keys);
  const inserted = await db
    .insertInto("duties")
    .values(duties.map((one) => rowOf(one, waiting)))
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning(["id", "replaces"])
    .execute();
  const replacing = inserted.flatMap(({ replaces }) => (replaces === null ? [] : [replaces]));
  if (replacing.length === 0) return;
  const newer = inserted.map(({ id }) => id);
  await withdraw(db, "replaced").where("replaces", "in", replacing).where("id", "not in", newer).execute();
};

/**
 * Open duties that no longer apply: those that wait are never started, those under way are not tried again.
 * One statement: between two, a duty could end its try, and neither would find it.
 */
const withdraw = (db: Kysely<Tables>, how: "replaced" | "cancelled") =>
  db
    .updateTable("duties")
    .where(OPEN)
    .set((row) => ({
      state: row.case().when("state", "=", "waiting").then(row.val(how)).else(row.ref("state")).end(),
      withdrawn: row.case().when("state", "=", "started").then(row.val(how)).else(row.ref("withdrawn")).end(),
      notice: null,
    }));

const rowOf = (
  { id, stream, position, duty, at, turn }: Placed,
  waiting: ReadonlyMap<string, Waiting>,
): Insertable<Tables["duties"]> => {
  const older = waiting.get(duty.replaces ?? "");
  const wanted = momentOf(at) + duty.afterMs;
  const from = Math.min(wanted, older?.first ?? wanted);
  const heldUntil = older?.heldUntil ?? null;
  return {
    id,
    stream,
    position,
    kind: duty.work.kind,
    work: canonicalJson(duty.work),
    state: "waiting",
    notBefore: heldUntil ?? from,
    deadlineAt: from + duty.deadlineMs,
    expiresAt: from + duty.expiryMs,
    repeat: duty.repeat,
    urgent: duty.urgent ? 1 : 0,
    turn: turn ?? 0,
    replaces: duty.replaces ?? null,
    attempts: 0,
    fence: 0,
    // So that a duty that replaces this one takes over its turn.
    lastReason: heldUntil === null ? null : HELD_BACK,
  };
};

/**
 * Moments of the duties that wait under one key, in ms since 1970: when the first would run, and the turn of one that
 * was held back (null where none was). Turns are given one after the other and cannot be given back: a duty that
 * asked at once would get another, and the first turn would pass unused.
 */
type Waiting = { readonly first: number; readonly heldUntil: number | null };

const waitingUnder = async (
  db: Kysely<Tables>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Waiting>> => {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom("duties")
    .select(({ fn }) => [
      "replaces",
      fn.min("notBefore").as("first"),
      fn.min<number | null>("notBefore").filterWhere("lastReason", "=", HELD_BACK).as("heldUntil"),
    ])
    .where(OPEN)
    .where("replaces", "in", keys)
    .where("state", "=", "waiting")
    .groupBy("replaces")
    .execute();
  return new Map(
    rows.flatMap(({ replaces, ...waiting }) => (replaces === null ? [] : [[replaces, waiting]])),
  );
};

/** Duties of these kinds no longer apply. */
export const cancelDuties = async (
  db: Kysely<Tables>,
  stream: string,
  kinds: readonly DutyKind[],
): Promise<void> => {
  if (kinds.length === 0) return;
  await withdraw(db, "cancelled").where("stream", "=", stream).where("kind", "in", kinds).execute();
};

const momentOf = (at: string): number => new Date(new Date(at).toISOString()).getTime();

import type { Insertable, Kysely, Selectable } from "kysely";
import type { DutyKind } from "../../protocol/work/duty.ts";
import { HELD_BACK } from "../../protocol/work/limits.ts";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { OpenDatabase } from "../engine/open-database.ts";
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
export const insertDuties = async (
  database: Inserting,
  db: Kysely<Tables>,
  duties: readonly NewDuty[],
): Promise<void> => {
  const placed = duties.map((duty, position) => ({ ...duty, position }));
  for (const some of withoutRepeats(placed)) await insertTogether(database, db, some);
};

type Inserting = Pick<OpenDatabase, "claiming" | "sharesCommits"> & { readonly run: BuiltOnce };
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

const insertTogether = async (
  { claiming, sharesCommits, run }: Inserting,
  db: Kysely<Tables>,
  asked: readonly Placed[],
): Promise<void> => {
  const keys = asked.flatMap(({ duty: { replaces } }) => (replaces === undefined ? [] : [replaces]));
  const waiting = await waitingUnder(db, run, keys);
  const enough = asked.flatMap((one) => isEnough(one, waiting.get(one.duty.replaces ?? "")) ?? []);
  // One that another replica is just taking may have read the lesson before this change: it is not enough.
  const sure = sharesCommits ? new Set(enough) : await stillWaiting(db, enough, claiming);
  const duties = asked.filter((one) => !sure.has(isEnough(one, waiting.get(one.duty.replaces ?? "")) ?? ""));
  if (duties.length === 0) return;
  const rows = duties.map((one) => rowOf(one, waiting));
  const inserted = await run(db, "add duties", rows, (built, values) =>
    built
      .insertInto("duties")
      .values(values)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning(["id", "replaces"]),
  );
  const replacing = inserted.flatMap(({ replaces }) => (replaces === null ? [] : [replaces]));
  if (replacing.length === 0) return;
  const newer = inserted.map(({ id }) => id);
  await run(db, "replace duties", { replacing, newer }, (built, values) =>
    withdraw(built, "replaced").where("replaces", "in", values.replacing).where("id", "not in", values.newer),
  );
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

/** A duty that waits under a key. */
type Older = Pick<
  Selectable<Tables["duties"]>,
  "id" | "work" | "urgent" | "repeat" | "notBefore" | "attempts" | "lateAt" | "lastReason"
>;

/**
 * Moments of the duties that wait under one key, in ms since 1970: when the first would run, and the turn of one that
 * was held back (null where none was). Turns are given one after the other and cannot be given back: a duty that
 * asked at once would get another, and the first turn would pass unused.
 */
type Waiting = {
  readonly first: number;
  readonly heldUntil: number | null;
  readonly all: readonly Older[];
};

/** The duty that waits to do the same, no later and not tried yet: another would be no different. */
const isEnough = ({ duty, at }: Placed, waiting: Waiting | undefined): string | undefined => {
  const [only, ...others] = waiting?.all ?? [];
  return duty.enough === true &&
    only !== undefined &&
    others.length === 0 &&
    only.work === canonicalJson(duty.work) &&
    only.urgent === (duty.urgent ? 1 : 0) &&
    only.repeat === duty.repeat &&
    only.attempts === 0 &&
    only.lateAt === null &&
    only.lastReason === null &&
    only.notBefore <= momentOf(at) + duty.afterMs
    ? only.id
    : undefined;
};

/** Which of them no claim is taking; they are not taken before this change is recorded. */
const stillWaiting = async (
  db: Kysely<Tables>,
  ids: readonly string[],
  claiming: OpenDatabase["claiming"],
): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom("duties")
    .select("id")
    .where("id", "in", ids)
    .where("state", "=", "waiting")
    .where("withdrawn", "is", null)
    .modifyEnd(claiming)
    .execute();
  return new Set(rows.map(({ id }) => id));
};

const waitingUnder = async (
  db: Kysely<Tables>,
  run: BuiltOnce,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Waiting>> => {
  if (keys.length === 0) return new Map();
  const rows = await run(db, "duties waiting", keys, (built, values) =>
    built
      .selectFrom("duties")
      .select(["replaces", "id", "work", "urgent", "repeat", "notBefore", "attempts", "lateAt", "lastReason"])
      .where(OPEN)
      .where("replaces", "in", values)
      .where("state", "=", "waiting"),
  );
  const byKey = Map.groupBy(rows, ({ replaces }) => replaces ?? "");
  return new Map(
    [...byKey].map(([key, all]) => {
      const held = all.flatMap(({ lastReason, notBefore }) => (lastReason === HELD_BACK ? [notBefore] : []));
      return [
        key,
        {
          first: Math.min(...all.map(({ notBefore }) => notBefore)),
          heldUntil: held.length === 0 ? null : Math.min(...held),
          all,
        },
      ];
    }),
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

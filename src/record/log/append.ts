import type { Kysely, Transaction } from "kysely";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { OpenDatabase } from "../engine/open-database.ts";
import type { Tables } from "../engine/schema.ts";
import { saveConcern } from "../index/concerns.ts";
import { saveLesson } from "../index/lessons.ts";
import { expireStreams, notAsItStood } from "../retention/expire.ts";
import { cancelDuties, insertDuties } from "../work/duty-changes.ts";
import { canonicalJson } from "./canonical-json.ts";
import { commitmentTo, hashOf, type Link, newSalt } from "./chain.ts";
import type { Appended, Change, NewFact, Versions } from "./change.ts";
import { erasePersonal } from "./facts.ts";
import { portions } from "./portions.ts";
import { currentSchema } from "./upcast.ts";

type Database = { readonly db: Kysely<Tables> } & Pick<
  OpenDatabase,
  "lock" | "clock" | "isConflict" | "sharesCommits" | "claiming"
> & { readonly run: BuiltOnce };

type Head = {
  readonly stream: string;
  readonly version: number;
  readonly hash: string | null;
  readonly expired: boolean;
};

/**
 * Records a change in one transaction: facts, personal payload, duties and what they are found by.
 * Refused as a whole when any stream is not at its expected version.
 *
 * @param note called once it is written, before the disk has it, where no other process writes: whoever is started
 * after that must not go by what was read before
 * @throws TypeError when a fact carries what JSON cannot, RangeError when a moment is not a date,
 * ExpiredError when a stream has expired, TooLateError after `until`, ElsewhereError when a stream is another scope's
 */
export const append = async (
  database: Database,
  change: Change,
  note: (versions: Versions) => void,
): Promise<Appended> => {
  const names = change.streams.map(({ stream }) => stream);
  if (new Set(names).size < names.length) throw new TypeError("a change names each stream once");
  try {
    return await database.db.transaction().execute(async (transaction) => {
      const expiring = (change.expire?.lessons ?? []).map(({ stream }) => stream);
      await database.lock(transaction, [...names, ...expiring, ...keysOf(change)]);
      const answer = await appendAll(transaction, database, change);
      if (answer.appended && database.sharesCommits) {
        note(answer.versions);
        change.written?.();
      }
      return answer;
    });
  } catch (error) {
    if (!database.isConflict(error)) throw error;
    const conflict = movedIn(await headsOf(database.db, database.run, change), change);
    if (conflict === undefined) throw new ElsewhereError(error);
    return { appended: false, conflict };
  }
};

/** The lesson has expired: nothing is added to it any more. */
export class ExpiredError extends Error {
  readonly code = "EXPIRED";

  constructor() {
    super("A lesson that has expired takes nothing more.");
    this.name = "ExpiredError";
  }
}

/** No one waits for this change any more: nothing of it was recorded. */
export class TooLateError extends Error {
  readonly code = "TOO_LATE";

  constructor() {
    super("No request waits for this any more.");
    this.name = "TooLateError";
  }
}

/** A stream of this name is in another scope, where no one in this scope can see it. */
export class ElsewhereError extends Error {
  readonly code = "ELSEWHERE";

  constructor(cause: unknown) {
    super("The name of a stream has been taken in another scope.", { cause });
    this.name = "ElsewhereError";
  }
}

/** Duties of one key replace each other: two changes at once must see each other's. */
const keysOf = ({ duties = [] }: Change): readonly string[] =>
  duties.flatMap(({ duty }) => (duty.replaces === undefined ? [] : [`replaces ${duty.replaces}`]));

const appendAll = async (
  transaction: Transaction<Tables>,
  database: Pick<Database, "clock" | "claiming" | "sharesCommits" | "run">,
  change: Change,
): Promise<Appended> => {
  const heads = await headsOf(transaction, database.run, change);
  // Whatever version was read: a second decision would be refused again, for ever.
  if ([...heads.values()].some(({ expired }) => expired)) throw new ExpiredError();
  const conflict = movedIn(heads, change);
  if (conflict !== undefined) return { appended: false, conflict };
  // Checked only after the versions: an earlier try of this change may have been recorded.
  if (change.until !== undefined && performance.now() > change.until) throw new TooLateError();
  const moved = change.expire === undefined ? undefined : await notAsItStood(transaction, change.expire);
  if (moved !== undefined) return { appended: false, conflict: moved };
  const versions: Record<string, number> = {};
  for (const { stream, facts } of change.streams) {
    const head = heads.get(stream) ?? { stream, version: 0, hash: null, expired: false };
    versions[stream] = await appendTo(transaction, { head, ...database }, facts);
  }
  for (const { stream, kinds } of change.cancel ?? []) await cancelDuties(transaction, stream, kinds);
  for (const { stream, versions: gone } of change.erase ?? []) await erasePersonal(transaction, stream, gone);
  if (change.expire !== undefined)
    await expireStreams(transaction, change.expire, versions[change.expire.stream] ?? 0);
  await insertDuties(database, transaction, change.duties ?? []);
  for (const row of change.index?.lessons ?? []) await saveLesson(transaction, row);
  for (const row of change.index?.concerns ?? []) await saveConcern(transaction, row);
  return { appended: true, versions };
};

/** The first stream that has changed since the decision. */
const movedIn = (heads: ReadonlyMap<string, Head>, { streams }: Change): string | undefined =>
  streams.find(({ stream, expectedVersion }) => versionOf(heads, stream) !== expectedVersion)?.stream;

const headsOf = async (
  db: Kysely<Tables>,
  run: BuiltOnce,
  { streams }: Change,
): Promise<ReadonlyMap<string, Head>> => {
  if (streams.length === 0) return new Map();
  const names = streams.map(({ stream }) => stream);
  const rows = await run(db, "heads", names, (built, values) =>
    built
      .selectFrom("streams")
      .select(["stream", "version", "hash"])
      .select((row) => {
        const gone = row
          .selectFrom("expiredStreams")
          .select("expiredStreams.stream")
          .whereRef("expiredStreams.stream", "=", "streams.stream");
        return row.exists(gone).as("expired");
      })
      .where("stream", "in", values),
  );
  return new Map(rows.map((row) => [row.stream, { ...row, expired: Boolean(row.expired) }]));
};

const versionOf = (heads: ReadonlyMap<string, Head>, stream: string): number =>
  heads.get(stream)?.version ?? 0;

const appendTo = async (
  transaction: Transaction<Tables>,
  { head, clock, run }: { readonly head: Head } & Pick<Database, "clock" | "run">,
  facts: readonly NewFact[],
): Promise<number> => {
  const { stream } = head;
  let { version, hash } = head;
  const events: (Omit<Link, "data"> & { readonly data: string; readonly hash: string })[] = [];
  const personal: { stream: string; version: number; salt: string; payload: string }[] = [];
  for (const fact of facts) {
    version += 1;
    const salt = newSalt();
    const link: Link = {
      stream,
      version,
      type: fact.type,
      schema: fact.schema ?? currentSchema(fact.type),
      at: new Date(fact.at).toISOString(),
      data: fact.data,
      commitment: fact.personal === undefined ? null : commitmentTo(fact.personal, salt),
      previous: hash,
    };
    hash = hashOf(link);
    events.push({ ...link, data: canonicalJson(fact.data), hash });
    if (fact.personal !== undefined) {
      personal.push({ stream, version, salt, payload: canonicalJson(fact.personal) });
    }
  }
  for (const some of portions(events))
    await run(transaction, "add events", some, (db, rows) => db.insertInto("events").values(rows));
  for (const some of portions(personal))
    await run(transaction, "add personal", some, (db, rows) => db.insertInto("personal").values(rows));
  if (hash !== null && facts.length > 0)
    await run(transaction, "move head", { stream, version, hash }, (db, { stream: name, ...now }) =>
      db
        .insertInto("streams")
        .values({ stream: name, ...now, movedAt: clock })
        .onConflict((conflict) => conflict.column("stream").doUpdateSet({ ...now, movedAt: clock })),
    );
  return version;
};

import { append } from "./append.ts";
import type { Appended, Change } from "./change.ts";
import { type Concerns, concernsIn } from "./concerns.ts";
import { type Duties, dutiesIn } from "./duties.ts";
import { erasePersonal, readFacts } from "./facts.ts";
import { type Lessons, lessonsIn } from "./lessons.ts";
import { type Limits, limitsIn } from "./limits.ts";
import type { OpenDatabase } from "./open-database.ts";
import type { Hint } from "./others.ts";
import { type Places, placesIn } from "./places.ts";
import { openPostgres } from "./postgres.ts";
import { type Sealable, sealableIn } from "./seal/sealable.ts";
import { signal } from "./signal.ts";
import { openSqlite } from "./sqlite.ts";
import { steady } from "./steady.ts";
import type { StoredFact } from "./stored-fact.ts";
import { type Verified, verifyStream } from "./verify.ts";

/** The append-only log, with the duties that follow from it and what both are found by. */
export interface Record extends Duties, Lessons, Concerns, Places, Limits, Sealable {
  /** The facts of a stream after a version, oldest first; none for a stream that does not exist. */
  readonly read: (stream: string, afterVersion?: number) => Promise<readonly StoredFact[]>;
  /**
   * Records all of a change, or nothing when a stream has moved on since the decision was made. It is
   * on disk once this answers.
   *
   * @throws TypeError when a fact carries what JSON cannot, RangeError when a moment is not a date.
   */
  readonly append: (change: Change) => Promise<Appended>;
  /** Removes personal payload and salts for good; `verifyStream` still passes. */
  readonly erasePersonal: (stream: string, versions: readonly number[]) => Promise<void>;
  readonly verifyStream: (stream: string) => Promise<Verified>;
  /** Runs work of one key after the other, whichever replica it is in. Short work only. */
  readonly inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** What is shown of these streams has changed, though nothing was recorded: heard in every replica. */
  readonly touch: (streams: readonly string[]) => void;
  /** Heard after each change is on disk, whichever replica made it. Answers with what takes it off again. */
  readonly onAppended: (listener: (streams: readonly string[]) => void) => () => void;
  /** Heard when duties may have fallen due. Answers with what takes the listener off again. */
  readonly onDuties: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
}

/** Where the record is kept: in a PostgreSQL database where one is named, else in SQLite in `dataDir`. */
export type RecordPlace = { readonly dataDir: string; readonly databaseUrl?: string | undefined };

/**
 * Opens the record, making it where there is none; `dataDir` ":memory:" for tests. Each of its methods
 * rejects with RecordAwayError where the database cannot be reached.
 *
 * @throws RecordInUseError when another instance has it open (SQLite), RecordAwayError (PostgreSQL),
 * RecordTooNewError
 */
export const openRecord = async ({ dataDir, databaseUrl }: RecordPlace): Promise<Record> =>
  recordIn(databaseUrl === undefined ? await openSqlite({ dataDir }) : await openPostgres(databaseUrl));

const recordIn = (database: OpenDatabase): Record => {
  const { db, others, scrub, inTurn, close } = database;
  const appended = signal<[readonly string[]]>();
  const duties = signal<[]>();
  const heard = (hint: Hint): void => {
    const streams = [...Object.keys(hint.moved), ...hint.touched];
    if (streams.length > 0) appended.send(streams);
    if (hint.duties) duties.send();
  };
  const told = (hint: Hint): void => {
    heard(hint);
    others.tell(hint);
  };
  others.listen(heard);
  return {
    ...steady(database, {
      ...dutiesIn(database),
      ...lessonsIn(db),
      ...concernsIn(db),
      ...placesIn(db),
      ...limitsIn(database),
      ...sealableIn(db),
      read: async (stream: string, afterVersion = 0) => readFacts(db, stream, afterVersion),
      append: async (change: Change) => {
        const answer = await append(database, change);
        if (answer.appended) {
          told({ moved: answer.versions, touched: [], duties: (change.duties ?? []).length > 0 });
        }
        return answer;
      },
      erasePersonal: async (stream: string, versions: readonly number[]) => {
        await erasePersonal(db, stream, versions);
        await scrub();
      },
      verifyStream: async (stream: string) => verifyStream(db, stream),
    }),
    inTurn,
    touch: (streams) => told({ moved: {}, touched: streams, duties: false }),
    onAppended: appended.listen,
    onDuties: duties.listen,
    close,
  };
};

import { append } from "./append.ts";
import type { Appended, Change } from "./change.ts";
import { type Concerns, concernsIn } from "./concerns.ts";
import { type Duties, dutiesIn } from "./duties.ts";
import { erasePersonal, readFacts } from "./facts.ts";
import { type Lessons, lessonsIn } from "./lessons.ts";
import { type Places, placesIn } from "./places.ts";
import { signal } from "./signal.ts";
import { openSqlite } from "./sqlite.ts";
import type { StoredFact } from "./stored-fact.ts";
import { type Verified, verifyStream } from "./verify.ts";

/** The append-only log, with the duties that follow from it and what both are found by. */
export interface Record extends Duties, Lessons, Concerns, Places {
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
  /** Heard after each change is on disk. Answers with what takes the listener off again. */
  readonly onAppended: (listener: (streams: readonly string[]) => void) => () => void;
  /** Heard when duties may have fallen due. Answers with what takes the listener off again. */
  readonly onDuties: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
}

/**
 * Opens the record in a folder on a local disk, making it where there is none; ":memory:" for tests.
 *
 * @throws RecordInUseError when another instance has it open.
 */
export const openRecord = async (place: { readonly dataDir: string }): Promise<Record> => {
  const { db, scrub, close } = await openSqlite(place);
  const appended = signal<[readonly string[]]>();
  const duties = signal<[]>();
  return {
    ...dutiesIn(db),
    ...lessonsIn(db),
    ...concernsIn(db),
    ...placesIn(db),
    read: async (stream, afterVersion = 0) => readFacts(db, stream, afterVersion),
    append: async (change) => {
      const answer = await append(db, change);
      if (answer.appended) {
        appended.send(change.streams.map(({ stream }) => stream));
        if (change.duties !== undefined && change.duties.length > 0) duties.send();
      }
      return answer;
    },
    erasePersonal: async (stream, versions) => {
      await erasePersonal(db, stream, versions);
      await scrub();
    },
    verifyStream: async (stream) => verifyStream(db, stream),
    onAppended: appended.listen,
    onDuties: duties.listen,
    close,
  };
};

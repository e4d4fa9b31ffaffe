import type { Kysely, RawBuilder, Transaction } from "kysely";
import type { Others } from "./others.ts";
import type { Who } from "./postgres/acting.ts";
import type { Tables } from "./schema.ts";

/** A database with what only its engine knows how to do. */
export type OpenDatabase = {
  /** For the owner's work only: nothing of a school is read or written with it. */
  readonly db: Kysely<Tables>;
  /** The database as `who` sees it. In a scope: its own rows alone, whatever a query forgets to ask. */
  readonly as: (who: Who) => Kysely<Tables>;
  /** Ends the query that finds duties to claim, so that two replicas never find the same one. */
  readonly claiming: RawBuilder<unknown>;
  /** Which replica claims; null where there is one instance only. */
  readonly holder: number | null;
  /** The database's own clock, in milliseconds since 1970. */
  readonly clock: RawBuilder<number>;
  /** The clock for leases, in milliseconds: one for all who share the record, read again in each query. */
  readonly leaseClock: RawBuilder<number>;
  /** See `Records.latestMoment`. */
  readonly latestMoment: () => Promise<number | undefined>;
  /** Until the transaction ends no one else changes what these names stand for. */
  readonly lock: (transaction: Transaction<Tables>, names: readonly string[]) => Promise<void>;
  /** Changes that come together are committed together, and see each other before that (shared-commits.ts). */
  readonly sharesCommits: boolean;
  /** Whether an append failed only because another writer was first. */
  readonly isConflict: (error: unknown) => boolean;
  /**
   * Runs one operation, and runs it again if the database asked for that or was away for a moment.
   *
   * @throws RecordAwayError
   */
  readonly steadily: <T>(operation: () => Promise<T>) => Promise<T>;
  /** @throws RecordAwayError where the record lives on room that was kept back for a full disk */
  readonly roomLeft: () => void;
  /** Runs work of one key after the other, whichever replica it is in. */
  readonly oneAtATime: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  readonly others: Others;
  /** Instances at work on this record, this one among them. */
  readonly replicas: () => Promise<number>;
  /** After an erasure: removes copies that the database keeps beside its tables. */
  readonly scrub: () => Promise<void>;
  readonly close: () => Promise<void>;
};

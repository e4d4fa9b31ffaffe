import { buildingFor } from "./engine/built-once.ts";
import type { OpenDatabase } from "./engine/open-database.ts";
import type { Hint } from "./engine/others.ts";
import type { Signal } from "./engine/signal.ts";
import { steady } from "./engine/steady.ts";
import { type Cards, cardsIn } from "./index/cards.ts";
import { type Concerns, concernsIn } from "./index/concerns.ts";
import type { Conversations } from "./index/conversations.ts";
import { type Lessons, lessonsIn } from "./index/lessons.ts";
import { type Registers, registersIn } from "./index/registers.ts";
import { type Settings, schoolSettingsIn } from "./index/settings.ts";
import { append } from "./log/append.ts";
import type { Appended, Change } from "./log/change.ts";
import { readFacts } from "./log/facts.ts";
import { newestVersions } from "./log/newest-versions.ts";
import type { StoredFact } from "./log/stored-fact.ts";
import { type Verified, verifyStream } from "./log/verify.ts";
import { type Expiring, expiringIn } from "./retention/expiring.ts";
import { type Scope, sameScope } from "./scope.ts";
import { type Sealable, sealableIn } from "./seal/sealable.ts";
import { type ScopeDuties, scopeDutiesIn } from "./work/duties.ts";

/**
 * The append-only log of one scope (a school's record, or its staff matters), with the duties that
 * follow from it and the indexes of both. Nothing of another scope can be reached through it. The
 * conversations in which Teams lets us write belong to the tenant.
 */
export type SchoolRecord = ScopeDuties &
  Lessons &
  Concerns &
  Cards &
  Settings &
  Registers &
  Sealable &
  Conversations &
  Expiring & {
    readonly scope: Scope;
    /** The facts of a stream after a version, oldest first; none for a stream that does not exist. */
    readonly read: (stream: string, afterVersion?: number) => Promise<readonly StoredFact[]>;
    /** Whether this is surely the newest version of a stream; false where only reading tells. */
    readonly isNewest: (stream: string, version: number) => boolean;
    /**
     * Records all of a change, or nothing if a stream has changed since the decision was made. It is
     * on disk once this answers.
     *
     * @throws TypeError when an event has values that JSON cannot hold, RangeError when a moment is not a date.
     */
    readonly append: (change: Change) => Promise<Appended>;
    readonly verifyStream: (stream: string) => Promise<Verified>;
    /** Runs work of one key after the other, whichever replica it is in. Short work only. */
    readonly oneAtATime: <T>(key: string, work: () => Promise<T>) => Promise<T>;
    /** The screens of these streams have changed, though nothing was recorded: told to every replica. */
    readonly touch: (streams: readonly string[]) => void;
    /**
     * Called after each change in this scope is on disk, whichever replica made it. Returns a function that removes
     * the listener.
     */
    readonly onAppended: (listener: (streams: readonly string[]) => void) => () => void;
  };

/** What the scopes of a record have in common. */
export type Common = {
  readonly database: OpenDatabase;
  readonly conversations: Conversations;
  /** Heard for each change: the scope, and its streams that have changed. */
  readonly appended: Signal<[Scope, readonly string[]]>;
  /** Tells this process and the other replicas. */
  readonly told: (hint: Hint) => void;
};

export const recordIn = (scope: Scope, { database, conversations, appended, told }: Common): SchoolRecord => {
  const db = database.as(scope);
  const own = { ...database, db, run: buildingFor(database, db) };
  const here = (stream: string) => ({ ...scope, stream });
  const newest = newestVersions(database);
  return {
    scope,
    ...conversations,
    ...steady(database, {
      ...scopeDutiesIn(db),
      ...lessonsIn(db),
      ...concernsIn(own),
      ...cardsIn(own),
      ...schoolSettingsIn(db),
      ...registersIn(db),
      ...expiringIn(db),
      ...sealableIn(db, scope),
      read: async (stream: string, afterVersion = 0) => readFacts(db, stream, afterVersion),
      append: async (change: Change) => {
        const gone = change.expire?.lessons.map(({ stream }) => stream);
        const answer = await append(own, change, (versions) => newest.note(versions, gone));
        if (answer.appended) {
          if (change.expire !== undefined || (change.erase ?? []).length > 0) await database.scrub();
          const moved = Object.entries(answer.versions).map(([stream, version]) => ({
            ...here(stream),
            version,
          }));
          told({ moved, touched: [], duties: (change.duties ?? []).length > 0 });
        }
        return answer;
      },
      verifyStream: async (stream: string) => verifyStream(db, stream),
    }),
    isNewest: newest.is,
    oneAtATime: database.oneAtATime,
    touch: (streams) => told({ moved: [], touched: streams.map(here), duties: false }),
    onAppended: (listener) =>
      appended.listen((there, streams) => {
        if (sameScope(there, scope)) listener(streams);
      }),
  };
};

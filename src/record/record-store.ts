import { buildingFor } from "./engine/built-once.ts";
import type { OpenDatabase } from "./engine/open-database.ts";
import type { Hint } from "./engine/others.ts";
import { openPostgres } from "./engine/postgres/postgres.ts";
import { signal } from "./engine/signal.ts";
import { openSqlite } from "./engine/sqlite.ts";
import { steady } from "./engine/steady.ts";
import { type Conversations, conversationsIn } from "./index/conversations.ts";
import { type Heartbeat, heartbeatIn } from "./index/heartbeat.ts";
import { type NewMeetings, newMeetingsIn } from "./index/new-meetings.ts";
import { type Settings, tenantSettingsIn } from "./index/settings.ts";
import { type Whereabouts, whereaboutsIn } from "./index/whereabouts.ts";
import { recordIn, type SchoolRecord } from "./school-record.ts";
import { isSchoolId, type Scope, type Store } from "./scope.ts";
import { type Duties, dutiesIn } from "./work/duties.ts";
import { type WorkHealth, workHealthIn } from "./work/health.ts";
import { type Limits, limitsIn } from "./work/limits.ts";

/**
 * The records of all schools of a tenant. A school's data is read and written only `in` its scopes;
 * here is the little that crosses them: the worker's duties, where Teams lets us write, and which
 * scope something belongs to.
 */
export type RecordStore = Duties &
  Heartbeat &
  Limits &
  NewMeetings &
  Conversations &
  Settings &
  WorkHealth &
  Whereabouts & {
    /** @throws TypeError for text that is no school's id. A school without any events is simply empty. */
    readonly in: (school: string, store?: Store) => SchoolRecord;
    /** Runs work of one key after the other, whichever replica it is in. Short work only. */
    readonly oneAtATime: <T>(key: string, work: () => Promise<T>) => Promise<T>;
    /** Called after each change is on disk, whichever replica made it. Returns a function that removes the listener. */
    readonly onAppended: (listener: (scope: Scope, streams: readonly string[]) => void) => () => void;
    /** Called when duties may have fallen due. Returns a function that removes the listener. */
    readonly onDuties: (listener: () => void) => () => void;
    /**
     * A moment that has surely passed, whatever this machine's clock says (ms since 1970): the time of the last event
     * where there is one instance, else the present time by the database's own clock.
     */
    readonly latestMoment: () => Promise<number | undefined>;
    readonly close: () => Promise<void>;
  };

/** Where the records are kept: in a PostgreSQL database where one is named, else in SQLite in `dataDir`. */
export type RecordPlace = {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** Asked at each new connection, where the address names no password. @throws RecordAwayError */
  readonly databasePassword?: () => Promise<string>;
};

/**
 * Opens the records, making them where there are none; `dataDir` ":memory:" for tests. Each method
 * rejects with RecordAwayError where the database cannot be reached.
 *
 * @throws RecordInUseError when another instance has it open (SQLite); RecordAwayError, RecordRolesError
 * (PostgreSQL); RecordTooNewError
 */
export const openRecordStore = async ({
  dataDir,
  databaseUrl,
  databasePassword,
}: RecordPlace): Promise<RecordStore> =>
  recordsIn(
    databaseUrl === undefined
      ? await openSqlite({ dataDir })
      : await openPostgres(databaseUrl, databasePassword),
  );

const recordsIn = (database: OpenDatabase): RecordStore => {
  const { as, others, oneAtATime, latestMoment, close } = database;
  const appended = signal<[Scope, readonly string[]]>();
  const duties = signal<[]>();
  const heard = (hint: Hint): void => {
    for (const { school, store, streams } of byScope([...hint.moved, ...hint.touched]))
      appended.send({ school, store }, streams);
    if (hint.duties) duties.send();
  };
  const told = (hint: Hint): void => {
    heard(hint);
    others.tell(hint);
  };
  others.listen(heard);

  const own = (who: "tenant" | "worker") => {
    const db = as(who);
    return { ...database, db, run: buildingFor(database, db) };
  };
  const conversations = steady(database, conversationsIn(own("tenant")));
  const settings = steady(database, tenantSettingsIn(own("tenant")));
  const known = new Map<string, SchoolRecord>();
  return {
    ...conversations,
    ...settings,
    ...heartbeatIn(settings, database),
    ...steady(database, {
      ...dutiesIn(own("worker")),
      ...limitsIn(own("tenant")),
      ...workHealthIn(database),
      ...newMeetingsIn(as("tenant")),
      ...whereaboutsIn(as("tenant")),
    }),
    in: (school, store = "general") => {
      if (!isSchoolId(school)) throw new TypeError("there is no such school");
      const key = `${school} ${store}`;
      const record =
        known.get(key) ?? recordIn({ school, store }, { database, conversations, appended, told });
      known.set(key, record);
      return record;
    },
    oneAtATime,
    onAppended: appended.listen,
    onDuties: duties.listen,
    latestMoment: async () => database.steadily(latestMoment),
    close,
  };
};

const byScope = (places: readonly (Scope & { readonly stream: string })[]) =>
  [...Map.groupBy(places, ({ school, store }) => `${school} ${store}`).values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const { school, store } = first;
    return [{ school, store, streams: [...new Set(some.map(({ stream }) => stream))] }];
  });

import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { STARTED } from "../../work/open-duties.ts";
import type { Hint, Moved, Others } from "../others.ts";
import type { Tables } from "../schema.ts";
import { signal } from "../signal.ts";
import type { Who } from "./acting.ts";
import { ADVISORY } from "./locks.ts";
import type { Replica } from "./replica.ts";

const LOOK_EVERY_MS = 1_000;
/** A change may be seen this long after the moment it was given, because it waited before it was written. */
const SEEN_WITHIN_MS = 12_000;
/** A replica whose connection only broke has made it again by then. */
const GONE_AFTER_MS = 3_000;
/** Changes within this time are told together. */
const GATHER_MS = 5;
/** PostgreSQL takes 8,000 bytes. */
const LONGEST_PAYLOAD = 7_500;

const Place = z.object({ school: z.string(), store: z.enum(["general", "adult"]), stream: z.string() });

const Payload = z.object({
  from: z.number(),
  moved: z.array(Place.extend({ version: z.number() })).default([]),
  touched: z.array(Place).default([]),
  duties: z.boolean().default(false),
  /** More has happened than there is room for. */
  look: z.boolean().default(false),
});

const NOTHING: Hint = { moved: [], touched: [], duties: false };

/**
 * Learns what other replicas do. Hints come at once and may get lost, so once a second the record itself
 * is asked. Also takes over what a dead replica held, without waiting for its leases.
 */
export class Watch implements Others {
  readonly #tenant: Kysely<Tables>;
  readonly #worker: Kysely<Tables>;
  readonly #replica: Replica;
  readonly #heard = signal<[Hint]>();
  /** Versions that have been signalled here, of streams that grew a moment ago. */
  readonly #known = new Map<string, number>();
  readonly #missing = new Map<number, number>();
  readonly listen = (listener: (hint: Hint) => void): void => {
    this.#heard.listen(listener);
  };
  #telling: Hint = NOTHING;
  #gathering: NodeJS.Timeout | undefined;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(as: (who: Who) => Kysely<Tables>, replica: Replica) {
    this.#tenant = as("tenant");
    this.#worker = as("worker");
    this.#replica = replica;
    replica.onHeard((payload) => this.#read(payload));
    replica.onJoined(() => this.#lookNow());
  }

  /** No listener knows yet what was recorded before the start, so it is not told. */
  async start(): Promise<void> {
    this.#since = await this.#clock();
    this.#later();
  }

  tell(hint: Hint): void {
    this.#learn(hint.moved);
    this.#telling = {
      moved: [...this.#telling.moved, ...hint.moved],
      touched: [...this.#telling.touched, ...hint.touched],
      duties: this.#telling.duties || hint.duties,
    };
    this.#gathering ??= setTimeout(() => this.#send(), GATHER_MS);
  }

  /** Each replica holds a lock that ends with its process. */
  async replicas(): Promise<number> {
    const { rows } = await sql<{ many: number }>`select count(distinct objid) as many from pg_locks
      where locktype = 'advisory' and granted and classid = ${ADVISORY.replica}::oid and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())`.execute(
      this.#worker,
    );
    return Number(rows[0]?.many ?? 0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#gathering);
    await this.#looking;
  }

  #send(): void {
    this.#gathering = undefined;
    const hint = this.#telling;
    this.#telling = NOTHING;
    const whole = JSON.stringify({ from: this.#replica.id, ...hint });
    const payload =
      Buffer.byteLength(whole) <= LONGEST_PAYLOAD
        ? whole
        : JSON.stringify({ from: this.#replica.id, duties: hint.duties, look: true });
    // A lost hint does no harm: the others ask once a second.
    this.#replica.tell(payload).catch(() => undefined);
  }

  #read(payload: string): void {
    const { success, data } = Payload.safeParse(jsonOf(payload));
    if (!success || data.from === this.#replica.id) return;
    if (data.look) this.#lookNow();
    this.#heard.send({ ...data, moved: this.#learn(data.moved) });
  }

  /** Changes that are new here. */
  #learn(moved: readonly Moved[]): readonly Moved[] {
    const fresh = moved.filter(({ stream, version }) => version > (this.#known.get(stream) ?? 0));
    for (const { stream, version } of fresh) this.#known.set(stream, version);
    return fresh;
  }

  #later(): void {
    this.#timer = setTimeout(() => this.#lookNow(), LOOK_EVERY_MS);
  }

  #lookNow(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#looking = this.#looking.then(async () => {
      try {
        await this.#look();
      } catch {
        // Away: asked again in a second, from where we were.
      }
      clearTimeout(this.#timer);
      if (!this.#stopped) this.#later();
    });
  }

  async #look(): Promise<void> {
    const now = await this.#clock();
    // Changes heard of while the question is under way are not in its answer.
    const knownBefore = [...this.#known.keys()];
    const recent = await this.#tenant
      .selectFrom("streams")
      .select(["school", "store", "stream", "version"])
      .where("movedAt", ">", this.#since - SEEN_WITHIN_MS)
      .execute();
    this.#since = now;
    const moved = this.#learn(recent);
    const still = new Set(recent.map(({ stream }) => stream));
    for (const stream of knownBefore) if (!still.has(stream)) this.#known.delete(stream);
    const taken = await this.#takeOver();
    if (taken || moved.length > 0) this.#heard.send({ ...NOTHING, moved, duties: taken });
  }

  /** The lock of a replica ends with its process: its work is then taken up again. */
  async #takeOver(): Promise<boolean> {
    const { rows } = await sql<{ holder: number }>`select distinct holder from duties
      where state = 'started' and holder is not null and lease_until > 0
        and not exists (select 1 from pg_locks where locktype = 'advisory' and granted
          and database = (select oid from pg_database where datname = current_database())
          and classid = ${ADVISORY.replica}::oid and objid = holder::oid and objsubid = 2)`.execute(
      this.#worker,
    );
    const missing = new Set(rows.map(({ holder }) => holder));
    for (const holder of this.#missing.keys()) if (!missing.has(holder)) this.#missing.delete(holder);
    for (const holder of missing) this.#missing.set(holder, this.#missing.get(holder) ?? performance.now());
    const gone = [...missing].filter(
      (holder) => performance.now() - (this.#missing.get(holder) ?? 0) >= GONE_AFTER_MS,
    );
    if (gone.length === 0) return false;
    await this.#worker
      .updateTable("duties")
      .set({ leaseUntil: 0 })
      .where(STARTED)
      .where("holder", "in", gone)
      .execute();
    return true;
  }

  async #clock(): Promise<number> {
    const { rows } = await sql<{ now: number }>`
      select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(this.#tenant);
    return rows[0]?.now ?? 0;
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { RecordAwayError } from "../away.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { signal } from "../signal.ts";
import { ADVISORY } from "./locks.ts";

const CHANNEL = "lesson_guard";
const AGAIN_MS = [50, 100, 250, 500, 1_000];
/** How often, and for how long, a turn that another replica has is asked for. */
const TURN_EVERY_MS = 40;
const TURN_WITHIN_MS = 15_000;
/** Without a connection no one can say whose turn it is: a caller that waits is told after this long. */
const CONNECTED_WITHIN_MS = 2_000;

/**
 * One connection that stands for this process. Its locks end with the process, however that
 * dies: the lock that says that we are alive, and the turns we have. It also hears the hints.
 */
export class Replica {
  /** Our number among the replicas. */
  readonly id = randomInt(1, 2 ** 31);
  readonly #config: ClientConfig;
  readonly #heard = signal<[string]>();
  readonly #joined = signal<[]>();
  #client: Client | undefined;
  #closed = false;
  /** The driver takes one query after the other. */
  #asking: Promise<unknown> = Promise.resolve();

  constructor(config: ClientConfig) {
    this.#config = config;
  }

  /** Payloads from every replica, our own among them. */
  readonly onHeard = this.#heard.listen;
  /** We are connected again: hints may have been missed. */
  readonly onJoined = this.#joined.listen;

  async open(): Promise<void> {
    const client = new Client({ ...this.#config, query_timeout: 10_000 });
    client.on("notification", ({ payload = "" }) => this.#heard.send(payload));
    // Both events come when a connection breaks; the first is enough.
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    try {
      await client.connect();
      // The server notices within half a minute, not two hours, that a machine has vanished.
      for (const setting of [
        "tcp_keepalives_idle = 10",
        "tcp_keepalives_interval = 5",
        "tcp_keepalives_count = 3",
      ])
        await client.query(`set ${setting}`);
      // Shared, so that an old connection of ours that the server still thinks alive does not keep us out.
      await client.query("select pg_advisory_lock_shared($1::int, $2::int)", [ADVISORY.replica, this.id]);
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      await end(client);
      throw error;
    }
    if (this.#closed) {
      await end(client);
      return;
    }
    this.#client = client;
    this.#joined.send();
  }

  /** A hint to all replicas. Lost when it cannot be sent. */
  async tell(payload: string): Promise<void> {
    const client = this.#client;
    if (client !== undefined) await this.#ask(client, "select pg_notify($1, $2)", [CHANNEL, payload]);
  }

  /**
   * Runs work of one key after the other, whichever replica it is in.
   *
   * @throws RecordAwayError when the turn does not come in time
   */
  async oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T> {
    return oneAtATime(`${this.id} ${key}`, async () => {
      const client = await this.#turn(key);
      try {
        return await work();
      } finally {
        // If this fails the connection is gone, and the turn with it.
        await this.#ask(client, "select pg_advisory_unlock($1::int, hashtext($2))", [
          ADVISORY.turn,
          key,
        ]).catch(() => undefined);
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#client = undefined;
    if (client !== undefined) await end(client);
  }

  async #turn(key: string): Promise<Client> {
    const began = performance.now();
    while (!this.#closed) {
      const client = this.#client;
      if (client !== undefined && (await this.#hasTurn(client, key))) return client;
      const within = this.#client === undefined ? CONNECTED_WITHIN_MS : TURN_WITHIN_MS;
      if (performance.now() - began > within) break;
      await pause(TURN_EVERY_MS);
    }
    throw new RecordAwayError();
  }

  async #hasTurn(client: Client, key: string): Promise<boolean> {
    try {
      const text = "select pg_try_advisory_lock($1::int, hashtext($2)) as mine";
      const { rows } = await this.#ask(client, text, [ADVISORY.turn, key]);
      return rows[0]?.["mine"] === true;
    } catch {
      // Broken, or so slow that no one knows what it holds: a new one is made, and the turn asked for again.
      await end(client);
      return false;
    }
  }

  async #ask(client: Client, text: string, values: readonly unknown[]) {
    const asked = this.#asking.then(() =>
      client.query<globalThis.Record<string, unknown>>(text, [...values]),
    );
    this.#asking = asked.catch(() => undefined);
    return asked;
  }

  #lost(client: Client): void {
    if (this.#client !== client || this.#closed) return;
    this.#client = undefined;
    void this.#join();
  }

  async #join(): Promise<void> {
    for (let tries = 0; !this.#closed && this.#client === undefined; tries += 1) {
      await pause(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)], undefined, { ref: false });
      if (this.#closed) return;
      try {
        await this.open();
      } catch {
        // Still away: the code that needs the record says so.
      }
    }
  }
}

const end = async (client: Client): Promise<void> => {
  await client.end().catch(() => undefined);
};

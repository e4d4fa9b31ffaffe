import type Database from "better-sqlite3";
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from "kysely";

/** Changes that are committed together: all of them are on disk, or none. */
type Group = {
  readonly done: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  /** It is committed as soon as no transaction is in the middle. */
  isDue: boolean;
};

/**
 * SQLite's one connection, with one wait for the disk for all changes that come at the same time: that wait takes
 * longer than everything else a press does. Each change is still whole by itself (a savepoint), comes after the one
 * before it, and is answered only once it is on disk. What reads in between is answered then, too: no one is told
 * of a change that a power cut could still take back.
 *
 * What comes in the same turn of the event loop shares a commit; one that comes alone waits for no other.
 */
export class SharedCommits implements Driver {
  readonly #connection: Database.Database;
  readonly #statements: Pick<Database.Database, "prepare" | "close">;
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;
  #group: Group | undefined;

  constructor(
    connection: Database.Database,
    statements: Pick<Database.Database, "prepare" | "close"> = connection,
  ) {
    this.#connection = connection;
    this.#statements = statements;
  }

  async init(): Promise<void> {
    // The connection is open.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new Turn(this);
  }

  async releaseConnection(): Promise<void> {
    // A turn has ended with its statement or its transaction.
  }

  async beginTransaction(turn: DatabaseConnection): Promise<void> {
    await this.#take();
    try {
      this.#open();
      this.#do("savepoint change");
    } catch (error) {
      this.#lostBy(error);
      this.#give();
      throw error;
    }
    (turn as Turn).inTransaction = true;
  }

  async commitTransaction(turn: DatabaseConnection): Promise<void> {
    const group = this.#group;
    if (group === undefined) throw new Error("the transaction has been rolled back");
    this.#do("release change");
    (turn as Turn).inTransaction = false;
    this.#give();
    await group.done;
  }

  /** After some errors (a full disk among them) SQLite has rolled back by itself: a second try would hide the first. */
  async rollbackTransaction(turn: DatabaseConnection): Promise<void> {
    // It failed with its group, after its turn.
    if (!(turn as Turn).inTransaction) return;
    (turn as Turn).inTransaction = false;
    try {
      if (!this.#connection.inTransaction) return;
      this.#do("rollback to change");
      this.#do("release change");
    } finally {
      this.#give();
    }
  }

  async destroy(): Promise<void> {
    this.#commit();
    this.#statements.close();
  }

  /** Runs it while nothing is under way, with everything committed. */
  async between<T>(work: () => T): Promise<T> {
    await this.#take();
    try {
      this.#commit();
      return work();
    } finally {
      this.#give();
    }
  }

  /** A statement of the transaction that has its turn. */
  run<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    try {
      return this.#run(this.#statements.prepare(sql), parameters);
    } catch (error) {
      this.#lostBy(error);
      throw error;
    }
  }

  /** A statement by itself. */
  async runAlone<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    for (;;) {
      await this.#take();
      let reads = false;
      let group: Group | undefined;
      let result: QueryResult<Row>;
      try {
        const statement = this.#statements.prepare(sql);
        reads = statement.readonly;
        if (!reads) this.#open();
        group = this.#group;
        result = this.#run(statement, parameters);
      } catch (error) {
        this.#lostBy(error);
        throw error;
      } finally {
        this.#give();
      }
      try {
        await group?.done;
        return result;
      } catch (error) {
        // What it read is not so: it is read again.
        if (!reads) throw error;
      }
    }
  }

  #run<Row>(statement: Database.Statement, parameters: readonly unknown[]): QueryResult<Row> {
    if (statement.reader) return { rows: statement.all(parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }

  /** One after the other, in the order in which they asked. */
  async #take(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((turn) => this.#waiting.push(turn));
    this.#isTaken = true;
  }

  #give(): void {
    if (this.#group?.isDue === true) this.#commit();
    const next = this.#waiting.shift();
    // The turn is handed over: no other comes in between.
    if (next === undefined) this.#isTaken = false;
    else next();
  }

  #open(): void {
    if (this.#group !== undefined) return;
    this.#do("begin");
    const { promise: done, resolve, reject } = Promise.withResolvers<void>();
    // Where the only one of the group has failed, no one waits for it.
    done.catch(() => undefined);
    const group: Group = { done, resolve, reject, isDue: false };
    this.#group = group;
    setImmediate(() => {
      if (this.#group !== group) return;
      if (this.#isTaken) group.isDue = true;
      else this.#commit();
    });
  }

  #commit(): void {
    const group = this.#group;
    if (group === undefined) return;
    this.#group = undefined;
    try {
      this.onDisk();
      group.resolve();
    } catch (error) {
      if (this.#connection.inTransaction) this.#do("rollback");
      group.reject(error);
    }
  }

  /** Returns once all of the group is on disk. */
  onDisk(): void {
    this.#do("commit");
  }

  /** SQLite has rolled back all of the group: none of it is in the record. */
  #lostBy(error: unknown): void {
    if (this.#group === undefined || this.#connection.inTransaction) return;
    this.#group.reject(error);
    this.#group = undefined;
  }

  #do(sql: string): void {
    this.#statements.prepare(sql).run();
  }
}

class Turn implements DatabaseConnection {
  readonly #driver: SharedCommits;
  inTransaction = false;

  constructor(driver: SharedCommits) {
    this.#driver = driver;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.inTransaction ? this.#driver.run(query) : this.#driver.runAlone(query);
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new TypeError("nothing is streamed from the record");
  }
}

import type Database from "better-sqlite3";
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from "kysely";

/** Changes that are committed together: all of them are on disk, or none. */
type Group = {
  /** Resolves once all of it is on disk. */
  readonly done: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  /** It is committed as soon as no transaction is in the middle, and the disk has the group before it. */
  isDue: boolean;
};

/** What has been committed cannot be put on disk: whether it outlives a power cut, no one can say. */
const endAtOnce = (error: unknown): void => {
  setImmediate(() => {
    throw error;
  });
};

/**
 * SQLite's one connection, with one wait for the disk for all changes that come at the same time: that wait takes
 * longer than everything else a press does. Each change is still whole by itself (a savepoint), comes after the one
 * before it, and is answered only once it is on disk. What reads in between is answered then, too: no one is told
 * of a change that a power cut could still take back.
 *
 * What comes in the same turn of the event loop shares a commit; one that comes alone waits for no other. The program
 * goes on while the disk works, and what comes meanwhile is the next group.
 */
export class SharedCommits implements Driver {
  readonly #connection: Database.Database;
  readonly #statements: Pick<Database.Database, "prepare" | "close">;
  readonly #sync: () => Promise<void>;
  readonly #lost: (error: unknown) => void;
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;
  #group: Group | undefined;
  /** Committed, and on its way to the disk. */
  #leaving: Group | undefined;
  /** Why nothing can be put on disk any more. */
  #fault: Error | undefined;

  /**
   * @param sync resolves once all that was committed before is on disk; in memory there is nothing to wait for
   * @param lost called where that fails: after such an error the same pages cannot be written again
   */
  constructor(
    connection: Database.Database,
    statements: Pick<Database.Database, "prepare" | "close"> = connection,
    sync: () => Promise<void> = async () => undefined,
    lost: (error: unknown) => void = endAtOnce,
  ) {
    this.#connection = connection;
    this.#statements = statements;
    this.#sync = sync;
    this.#lost = lost;
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
    await this.#settle();
    this.#statements.close();
  }

  /** Runs it while nothing is under way, with everything on disk. */
  async between<T>(work: () => T): Promise<T> {
    await this.#take();
    try {
      await this.#settle();
      return work();
    } finally {
      this.#give();
    }
  }

  /** A statement of the transaction that has its turn. */
  run<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    // Its transaction was rolled back: by itself it would be committed.
    if (this.#fault !== undefined) throw this.#fault;
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
        group = this.#group ?? this.#leaving;
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
        if (!reads || this.#fault !== undefined) throw error;
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
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#isTaken) await new Promise<void>((turn) => this.#waiting.push(turn));
    this.#isTaken = true;
  }

  #give(): void {
    this.#commitDue();
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
      group.isDue = true;
      if (!this.#isTaken) this.#commitDue();
    });
  }

  #commitDue(): void {
    if (this.#group?.isDue === true && this.#leaving === undefined) this.#commit();
  }

  #commit(): void {
    const group = this.#group;
    if (group === undefined) return;
    this.#group = undefined;
    try {
      this.inLog();
    } catch (error) {
      if (this.#connection.inTransaction) this.#do("rollback");
      group.reject(error);
      return;
    }
    this.#leaving = group;
    this.onDisk().then(
      () => {
        this.#leaving = undefined;
        group.resolve();
        if (!this.#isTaken) this.#commitDue();
      },
      (error: unknown) => this.#endBy(error, group),
    );
  }

  /** No one is told that it is recorded, nothing more is written, and a new start shows what the disk has. */
  #endBy(error: unknown, group: Group): void {
    this.#fault = error instanceof Error ? error : new Error("the disk fails", { cause: error });
    this.#leaving = undefined;
    const open = this.#group;
    this.#group = undefined;
    if (this.#connection.inTransaction) this.#do("rollback");
    group.reject(error);
    open?.reject(error);
    this.#lost(error);
  }

  /** Returns once all of the group stands in the log, which the system may not have put on disk yet. */
  inLog(): void {
    this.#do("commit");
  }

  /** Resolves once all that has been committed is on disk. */
  onDisk(): Promise<void> {
    return this.#sync();
  }

  /** All that has been written is on disk. No transaction may be in the middle. */
  async #settle(): Promise<void> {
    while (this.#leaving !== undefined || this.#group !== undefined) {
      if (this.#leaving === undefined) this.#commit();
      await this.#leaving?.done;
    }
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

import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  PostgresDriver,
  type QueryResult,
  type TransactionSettings,
} from "kysely";
import type { Pool } from "pg";
import { isSchoolId, type Scope, STORES } from "../../scope.ts";
import { type Precedence, precedence } from "../precedence.ts";
import type { ConnectionPlaces } from "./connection-places.ts";
import { ROLES } from "./rights.ts";

/** Whose rights a query is run with: a scope's, the duty worker's, or those for what is tenant-wide. */
export type Who = Scope | "worker" | "tenant";

/**
 * Connections of the pool on which nothing runs with the rights of the user who signed in: each
 * transaction, also one of a single query, first gives those up and names its scope. Both end with it,
 * so a connection that is given back carries nothing over to the next caller.
 * @param places who waits for a connection, and for how long
 */
export const actingAs = (pool: Pool, who: Who, places: Places): Dialect => {
  const dialect = new PostgresDialect({ pool });
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => new ActingDriver(new PostgresDriver({ pool }), openingFor(who), places),
  };
};

export type Places = { readonly of: ConnectionPlaces; readonly withinMs: number };

/** @throws TypeError for text that is no school's id: it becomes part of a statement */
export const openingFor = (who: Who): string => {
  if (typeof who === "string") return `set local role ${ROLES[who]}`;
  if (!isSchoolId(who.school) || !STORES.includes(who.store)) throw new TypeError("there is no such scope");
  return (
    `set local role ${ROLES.school}; ` +
    `set local lesson_guard.school = '${who.school}'; set local lesson_guard.store = '${who.store}'`
  );
};

type Inner = Parameters<PostgresDriver["rollbackTransaction"]>[0];

class ActingDriver implements Driver {
  readonly #driver: PostgresDriver;
  readonly #opening: string;
  readonly #places: Places;

  constructor(driver: PostgresDriver, opening: string, places: Places) {
    this.#driver = driver;
    this.#opening = opening;
    this.#places = places;
  }

  async init(): Promise<void> {
    await this.#driver.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const which = precedence();
    const { of, withinMs } = this.#places;
    await of.enter(which, withinMs);
    try {
      const inner = (await this.#driver.acquireConnection()) as Inner;
      return new ActingConnection(inner, which, this);
    } catch (error) {
      of.leave(which);
      throw error;
    }
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const acting = connection as ActingConnection;
    await this.begin(acting.inner, settings);
    acting.inTransaction = true;
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const acting = connection as ActingConnection;
    await this.commit(acting.inner);
    acting.inTransaction = false;
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const acting = connection as ActingConnection;
    acting.inTransaction = false;
    await this.rollback(acting.inner);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { inner, which } = connection as ActingConnection;
    try {
      await this.#driver.releaseConnection(inner);
    } finally {
      this.#places.of.leave(which);
    }
  }

  async destroy(): Promise<void> {
    // The pool is shared: its opener ends it.
  }

  async begin(inner: Inner, { isolationLevel }: TransactionSettings): Promise<void> {
    const level = isolationLevel === undefined ? "" : ` isolation level ${isolationLevel}`;
    await inner.executeQuery(CompiledQuery.raw(`begin${level}; ${this.#opening}`));
  }

  async commit(inner: Inner): Promise<void> {
    await this.#driver.commitTransaction(inner);
  }

  async rollback(inner: Inner): Promise<void> {
    await this.#driver.rollbackTransaction(inner);
  }
}

class ActingConnection implements DatabaseConnection {
  readonly inner: Inner;
  readonly which: Precedence;
  readonly #driver: ActingDriver;
  inTransaction = false;

  constructor(inner: Inner, which: Precedence, driver: ActingDriver) {
    this.inner = inner;
    this.which = which;
    this.#driver = driver;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.inTransaction) return this.inner.executeQuery<R>(query);
    try {
      await this.#driver.begin(this.inner, {});
      const result = await this.inner.executeQuery<R>(query);
      await this.#driver.commit(this.inner);
      return result;
    } catch (error) {
      // If this fails too, the connection is given up, and with it the rights it had.
      await this.#driver.rollback(this.inner).catch(() => undefined);
      throw error;
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new TypeError("nothing is streamed from the record");
  }
}

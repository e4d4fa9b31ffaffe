import type Database from "better-sqlite3";
import { type DatabaseConnection, SqliteDialect, SqliteDriver } from "kysely";
import { keepStatements } from "./statements.ts";

/**
 * After some errors (a full disk among them) SQLite has rolled back by itself. A second rollback would fail, and that
 * failure would hide the first error: no one would learn what was wrong.
 */
class Driver extends SqliteDriver {
  readonly #isOpen: () => boolean;

  constructor(connection: Database.Database) {
    super({ database: keepStatements(connection) });
    this.#isOpen = () => connection.inTransaction;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#isOpen()) await super.rollbackTransaction(connection);
  }
}

/** Kysely's SQLite dialect with that driver. */
export class OwnSqliteDialect extends SqliteDialect {
  readonly #connection: Database.Database;

  constructor(connection: Database.Database) {
    super({ database: connection });
    this.#connection = connection;
  }

  override createDriver(): SqliteDriver {
    return new Driver(this.#connection);
  }
}

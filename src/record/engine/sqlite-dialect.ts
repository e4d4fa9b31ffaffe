import type Database from "better-sqlite3";
import { SqliteAdapter, SqliteDialect } from "kysely";
import { SharedCommits } from "./shared-commits.ts";
import { keepStatements } from "./statements.ts";

/** There is one connection, and our driver takes care itself that one transaction comes after the other. */
class Adapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** Kysely's SQLite dialect with commits that changes share. */
export class OwnSqliteDialect extends SqliteDialect {
  readonly #driver: SharedCommits;

  /** @param sync resolves once all that was committed before is on disk */
  constructor(connection: Database.Database, sync?: () => Promise<void>) {
    super({ database: connection });
    this.#driver = new SharedCommits(connection, keepStatements(connection), sync);
  }

  override createDriver(): SharedCommits {
    return this.#driver;
  }

  override createAdapter(): SqliteAdapter {
    return new Adapter();
  }

  /** Runs it while nothing is under way, with everything committed. */
  between<T>(work: () => T): Promise<T> {
    return this.#driver.between(work);
  }
}

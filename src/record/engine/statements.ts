import type Database from "better-sqlite3";

/** The program has about a hundred queries; those with lists in them differ by the lists' lengths. */
const MOST = 500;

/**
 * The same connection, with each query parsed once: parsing takes longer than most queries.
 * No query streams its rows here, so no statement is asked for again while it runs.
 */
export const keepStatements = (
  connection: Database.Database,
): Pick<Database.Database, "prepare" | "close"> => {
  const kept = new Map<string, Database.Statement>();
  return {
    prepare: ((sql: string) => {
      const statement = kept.get(sql) ?? connection.prepare(sql);
      // The one that was last used longest ago goes first.
      kept.delete(sql);
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
      return statement;
    }) as Database.Database["prepare"],
    close: () => connection.close(),
  };
};

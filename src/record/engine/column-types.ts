import { type RawBuilder, sql } from "kysely";

/** How the schema differs between the two engines: the types of columns, and what keeps rows apart. */
export type ColumnTypes = {
  /** Compared byte by byte on both engines: a database's own language must not change an order. */
  readonly text: "text" | RawBuilder<string>;
  /** The engine itself keeps schools apart: even the owner of the tables sees no row of them. */
  readonly rowSecurity: boolean;
};

export const SQLITE_TYPES: ColumnTypes = { text: "text", rowSecurity: false };
export const POSTGRES_TYPES: ColumnTypes = { text: sql<string>`text collate "C"`, rowSecurity: true };

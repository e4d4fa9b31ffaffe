import { type RawBuilder, sql } from "kysely";

/** The types of columns, the one thing about tables that differs between the two engines. */
export type ColumnTypes = {
  /** Compared byte by byte on both engines: a database's own language must not change an order. */
  readonly text: "text" | RawBuilder<string>;
};

export const SQLITE_TYPES: ColumnTypes = { text: "text" };
export const POSTGRES_TYPES: ColumnTypes = { text: sql<string>`text collate "C"` };

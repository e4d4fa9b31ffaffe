import { type Kysely, sql } from "kysely";
import { POSTGRES_FUNCTIONS, POSTGRES_TRIGGERS } from "../../retention/guards.ts";
import { POSTGRES_TYPES } from "../column-types.ts";
import { migrate } from "../migrate.ts";
import type { Tables } from "../schema.ts";
import { ADVISORY } from "./locks.ts";
import { refuseOldServer } from "./old-server.ts";
import { openRoles, shutTables } from "./rights.ts";

/**
 * Brings the database up to date; replicas that start at once do it one after the other.
 *
 * @throws RecordServerError, RecordTooNewError, RecordRolesError
 */
export const prepare = async (db: Kysely<Tables>): Promise<void> => {
  await db.connection().execute(async (locked) => {
    await sql`select pg_advisory_lock(${ADVISORY.schema}::int, 0)`.execute(locked);
    try {
      await refuseOldServer(locked);
      await openRoles(db);
      await migrate(db, POSTGRES_TYPES);
      await refuseRewriting(db);
      await shutTables(db);
    } finally {
      await sql`select pg_advisory_unlock(${ADVISORY.schema}::int, 0)`.execute(locked);
    }
  });
};

/** The record is append-only for all that writes to it through this schema. */
const refuseRewriting = async (db: Kysely<Tables>): Promise<void> => {
  await db.transaction().execute(async (transaction) => {
    for (const made of POSTGRES_FUNCTIONS) await sql.raw(made).execute(transaction);
    const { rows } = await sql<{ name: string }>`select tgname as name from pg_trigger
      where tgrelid in ('events'::regclass, 'expired_streams'::regclass)`.execute(transaction);
    const there = new Set(rows.map(({ name }) => name));
    for (const [name, made] of Object.entries(POSTGRES_TRIGGERS))
      if (!there.has(name)) await sql.raw(made).execute(transaction);
  });
};

import { type Kysely, sql } from "kysely";
import { POSTGRES_TYPES } from "../column-types.ts";
import { migrate } from "../migrate.ts";
import type { Tables } from "../schema.ts";
import { ADVISORY } from "./locks.ts";
import { openRoles, shutTables } from "./rights.ts";

/**
 * Brings the database up to date; replicas that start at once do it one after the other.
 *
 * @throws RecordTooNewError, RecordRolesError
 */
export const prepare = async (db: Kysely<Tables>): Promise<void> => {
  await db.connection().execute(async (locked) => {
    await sql`select pg_advisory_lock(${ADVISORY.schema}::int, 0)`.execute(locked);
    try {
      await openRoles(db);
      await migrate(db, POSTGRES_TYPES);
      await refuseRewriting(db);
      await shutTables(db);
    } finally {
      await sql`select pg_advisory_unlock(${ADVISORY.schema}::int, 0)`.execute(locked);
    }
  });
};

/** The record is append-only, whoever writes to it through this schema. */
const refuseRewriting = async (db: Kysely<Tables>): Promise<void> => {
  const { rows } = await sql`select 1 from pg_trigger
    where tgname = 'events_stay' and tgrelid = 'events'::regclass`.execute(db);
  // To make them anew would hold up the replicas that are at work.
  if (rows.length > 0) return;
  await db.transaction().execute(async (transaction) => {
    await sql`create or replace function refuse_rewriting() returns trigger language plpgsql as
      $$ begin raise exception 'the record is append-only'; end $$`.execute(transaction);
    await sql`create trigger events_keep before update or delete on events
      for each row execute function refuse_rewriting()`.execute(transaction);
    await sql`create trigger events_stay before truncate on events
      for each statement execute function refuse_rewriting()`.execute(transaction);
  });
};

import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { first } from "./migrations/0001-first.ts";
import type { Tables } from "./schema.ts";

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-first": { up: first },
};

/**
 * Brings the database up to the newest schema. Forward only: going back is restoring a backup.
 *
 * @throws Error when the database is newer than this program, or a migration failed (it is then as
 * it was before).
 */
export const migrate = async (db: Kysely<Tables>): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new Error("The record could not be brought up to this version of Lesson Guard.", { cause: error });
  }
};

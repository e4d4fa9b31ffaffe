import { type Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import type { ColumnTypes } from "./column-types.ts";
import { first } from "./migrations/0001-first.ts";
import { replicas } from "./migrations/0002-replicas.ts";
import { limits } from "./migrations/0003-limits.ts";
import { schools } from "./migrations/0004-schools.ts";
import { expiry } from "./migrations/0005-expiry.ts";
import { newMeetings } from "./migrations/0006-new-meetings.ts";
import { urgentTurns } from "./migrations/0007-urgent-turns.ts";
import { openDuties } from "./migrations/0008-open-duties.ts";
import { presentHeadteacher } from "./migrations/0009-present-headteacher.ts";
import { fairAlerts } from "./migrations/0010-fair-alerts.ts";
import { manyOpenDuties } from "./migrations/0011-many-open-duties.ts";
import { keptPlaces } from "./migrations/0012-kept-places.ts";
import { recordedLessons } from "./migrations/0013-recorded-lessons.ts";
import { openingFor } from "./postgres/acting.ts";
import { openForOwner } from "./postgres/rights.ts";
import type { Tables } from "./schema.ts";

export type Step = {
  readonly up: (db: Kysely<Tables>, types: ColumnTypes) => Promise<void>;
  /**
   * Only for a step that takes something away (contract): the oldest step that a program must know to work on
   * what is left. Programs that do not know it refuse to start. Name one from an earlier release.
   */
  readonly oldestProgram?: string;
};

/** Sorted by name. Expand first; take away only in a release after the one that stopped using it. */
export const STEPS: { readonly [name: string]: Step } = {
  "0001-first": { up: first },
  "0002-replicas": { up: replicas },
  "0003-limits": { up: limits },
  // A program that does not know of schools would write rows that belong to none.
  "0004-schools": { up: schools, oldestProgram: "0004-schools" },
  "0005-expiry": { up: expiry },
  "0006-new-meetings": { up: newMeetings },
  "0007-urgent-turns": { up: urgentTurns },
  "0008-open-duties": { up: openDuties },
  "0009-present-headteacher": { up: presentHeadteacher },
  "0010-fair-alerts": { up: fairAlerts },
  "0011-many-open-duties": { up: manyOpenDuties },
  "0012-kept-places": { up: keptPlaces },
  "0013-recorded-lessons": { up: recordedLessons },
};

const OLDEST_PROGRAM = "record.oldest-program";

/** The record belongs to a version of Lesson Guard that this one cannot work beside. */
export class RecordTooNewError extends Error {
  readonly code = "RECORD_TOO_NEW";

  constructor() {
    super(
      "The record has been brought up to a newer version of Lesson Guard, which this one cannot work with. " +
        "Install the newer version.",
    );
    this.name = "RecordTooNewError";
  }
}

/**
 * Brings the database up to the newest schema. Forward only: to go back, restore a backup. Where a
 * newer program has been here already nothing is changed: this one works on what that one kept for it.
 *
 * @throws RecordTooNewError where it kept nothing for so old a program; Error when a step failed (the
 * database is then as it was before).
 */
export const migrate = async (
  db: Kysely<Tables>,
  types: ColumnTypes,
  steps: { readonly [name: string]: Step } = STEPS,
): Promise<void> => {
  const done = await namesDone(db);
  if (done.some((name) => steps[name] === undefined)) {
    await refuseWhenTooOld(db, types, steps);
    return;
  }
  const migrations = Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [
      name,
      { up: (on: Kysely<Tables>) => take(on, types, step) },
    ]),
  );
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new Error("The record could not be brought up to this version of Lesson Guard.", { cause: error });
  }
};

const take = async (db: Kysely<Tables>, types: ColumnTypes, { up, oldestProgram }: Step): Promise<void> => {
  if (types.rowSecurity) await openForOwner(db);
  await up(db, types);
  if (oldestProgram === undefined) return;
  const value = JSON.stringify(oldestProgram);
  await db
    .insertInto("settings")
    .values({ key: OLDEST_PROGRAM, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
};

const namesDone = async (db: Kysely<Tables>): Promise<readonly string[]> => {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
};

const refuseWhenTooOld = async (
  db: Kysely<Tables>,
  { rowSecurity }: ColumnTypes,
  steps: { readonly [name: string]: Step },
): Promise<void> => {
  const row = await db.transaction().execute(async (transaction) => {
    if (rowSecurity) await sql.raw(openingFor("tenant")).execute(transaction);
    return transaction
      .selectFrom("settings")
      .select("value")
      .where("key", "=", OLDEST_PROGRAM)
      .executeTakeFirst();
  });
  if (row !== undefined && steps[JSON.parse(row.value) as string] === undefined)
    throw new RecordTooNewError();
};

import { type Kysely, sql } from "kysely";
import { FIRST_SCHOOL } from "../../scope.ts";
import type { ColumnTypes } from "../column-types.ts";
import type { Tables } from "../schema.ts";

const IN_A_SCOPE = [
  "streams",
  "events",
  "personal",
  "duties",
  "lessons",
  "lessonStaff",
  "concerns",
  "concernPeople",
  "sentCards",
] as const;

/**
 * Every row belongs to a school, and to one of its two stores. Existing rows belong to the first
 * school; concerns about adults, with all that is theirs, to its staff matters. No event changes.
 */
export const schools = async (db: Kysely<Tables>, types: ColumnTypes): Promise<void> => {
  for (const table of IN_A_SCOPE) {
    // One at a time: SQLite adds no two columns at once.
    for (const [column, first] of [["school", FIRST_SCHOOL] as const, ["store", "general"] as const])
      await db.schema
        .alterTable(table)
        .addColumn(column, types.text, (definition) => definition.notNull().defaultTo(first))
        .execute();
  }
  await moveStaffMatters(db, types);
  await db.schema.createIndex("streams_scope").on("streams").columns(["school", "store"]).execute();
  // From now on a row that does not say where it belongs is refused. SQLite cannot take a default back.
  if (types.rowSecurity)
    for (const table of IN_A_SCOPE)
      for (const column of ["school", "store"])
        await db.schema
          .alterTable(table)
          .alterColumn(column, (alter) => alter.dropDefault())
          .execute();
  await tables(db, types);
};

const tables = async (db: Kysely<Tables>, { text }: ColumnTypes): Promise<void> => {
  await db.schema
    .createTable("schools")
    .addColumn("school", text, (column) => column.primaryKey())
    .execute();
  await db.insertInto("schools").values({ school: FIRST_SCHOOL }).execute();
  await db.schema
    .createTable("schoolSettings")
    .addColumn("school", text, (column) => column.notNull())
    .addColumn("store", text, (column) => column.notNull())
    .addColumn("key", text, (column) => column.notNull())
    .addColumn("value", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("school_settings_key", ["school", "store", "key"])
    .execute();
  // Who held a role when the directory was last asked, and which file was applied.
  await sql`insert into school_settings (school, store, key, value)
    select ${sql.lit(FIRST_SCHOOL)}, 'general', key, value from settings
    where key in ('holders', 'school-file') or key like 'roles:%'`.execute(db);
  await sql`delete from settings where key in ('holders', 'school-file') or key like 'roles:%'`.execute(db);
};

const moveStaffMatters = async (db: Kysely<Tables>, { rowSecurity }: ColumnTypes): Promise<void> => {
  // The trigger is made again when the record is opened. What an event says stays as it is.
  if (rowSecurity) await sql`alter table events disable trigger user`.execute(db);
  else await sql`drop trigger if exists events_keep`.execute(db);
  await sql`update streams set store = 'adult' where stream = 'seal:adult' or stream in
    (select stream from events where version = 1 and type = 'ConcernRaised' and data like '%"about":"adult"%')`.execute(
    db,
  );
  for (const table of ["events", "personal", "duties"] as const)
    await sql`update ${sql.table(table)} set store = 'adult'
      where stream in (select stream from streams where store = 'adult')`.execute(db);
  if (rowSecurity) await sql`alter table events enable trigger user`.execute(db);
  await sql`update concerns set store = 'adult' where about = 'adult'`.execute(db);
  await sql`update concern_people set store = 'adult'
    where ref in (select ref from concerns where store = 'adult')`.execute(db);
  await sql`update sent_cards set store = 'adult' where exists (select 1 from concerns where concerns.store = 'adult'
    and (sent_cards.key = 'raiser:' || ref or sent_cards.key like 'alert:' || ref || ':%'))`.execute(db);
};

import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "../schema.ts";

/** Roles that own nothing and cannot sign in: code that works with the record takes one on (acting.ts). */
export const ROLES = {
  /** One scope: a school's record, or its staff matters. */
  school: "lesson_guard_school",
  /** The duties of all schools: no event, no personal payload, no concern. */
  worker: "lesson_guard_worker",
  /** What belongs to the tenant, and which scope a lesson or a chat belongs to. */
  tenant: "lesson_guard_tenant",
} as const;

type Part = keyof typeof ROLES;

/**
 * Who may do what with which table. A table that is not named here is closed to everyone. Rows of a table
 * with a right for `school` have the columns `school` and `store`, and exist only in their scope.
 */
export const RIGHTS: { readonly [table: string]: { readonly [part in Part]?: string } } = {
  // Removed only where an event says so: a trigger checks it (retention/guards.ts).
  events: { school: "select, insert, delete" },
  expired_streams: { school: "select, insert" },
  personal: { school: "select, insert, delete" },
  streams: {
    school: "select, insert, update",
    tenant: "select (school, store, stream, version, moved_at)",
  },
  duties: { school: "select, insert, update, delete", worker: "select, update" },
  lessons: {
    school: "select, insert, update",
    tenant: "select (school, store, lesson, chat_id, callback, call_id, over_at, updated_at)",
  },
  lesson_staff: { school: "select, insert, delete" },
  concerns: {
    school: "select, insert, update",
    // Shows which concerns there are to look after, and nothing about them.
    tenant: "select (school, store, ref, state, raised_at)",
  },
  concern_people: { school: "select, insert, delete" },
  sent_cards: { school: "select, insert, update, delete" },
  school_settings: { school: "select, insert, update" },
  schools: { tenant: "select, insert" },
  settings: { tenant: "select, insert, update" },
  new_meetings: { tenant: "select, insert, update, delete" },
  limits: { tenant: "select, insert, update, delete" },
  counters: { tenant: "select, insert, update" },
  personal_conversations: { tenant: "select, insert, update" },
  channels: { tenant: "select, insert, update" },
};

/** The user of DATABASE_URL may not give itself the roles it needs. */
export class RecordRolesError extends Error {
  readonly code = "RECORD_ROLES";

  constructor(cause: unknown) {
    const roles = Object.values(ROLES).join(", ");
    super(
      "The user in DATABASE_URL cannot take on the roles that keep schools apart. Let it create roles, or have an " +
        `administrator of the database create ${roles} (nologin) and grant them to it ` +
        "(docs/for-administrators.md, PostgreSQL).",
      { cause },
    );
    this.name = "RecordRolesError";
  }
}

/**
 * Makes the roles, which all databases of a server share, and lets our user take them on. At each start:
 * a database may have been moved to another server.
 *
 * @throws RecordRolesError
 */
export const openRoles = async (db: Kysely<Tables>): Promise<void> => {
  try {
    await sql.raw(Object.values(ROLES).map(openRole).join("; ")).execute(db);
  } catch (error) {
    if ((Object(error) as { code?: unknown }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new RecordRolesError(error);
  }
};

const INSUFFICIENT_PRIVILEGE = "42501";

// From version 16, being a member of a role and being able to take it on are two things: the account that makes a
// role is only the first.
const openRole = (role: string): string => `do $$
  declare
    apart constant boolean := current_setting('server_version_num')::int >= 160000;
  begin
    if not exists (select from pg_roles where rolname = '${role}') then
      begin
        create role ${role} nologin;
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
    if not pg_has_role(current_user, '${role}', case when apart then 'SET' else 'MEMBER' end) then
      execute format('grant ${role} to %I', current_user);
    end if;
  end $$`;

/**
 * Gives each role its rights, and closes every table that is still open. FORCE keeps out even the tables' owner,
 * which is our own user, wherever it forgot to take a role on.
 */
export const shutTables = async (db: Kysely<Tables>): Promise<void> => {
  await db.transaction().execute(async (transaction) => {
    const open = await openTables(transaction);
    const policies = await policiesIn(transaction);
    const rights = Object.entries(RIGHTS).flatMap(([table, parts]) =>
      (Object.entries(parts) as readonly [Part, string][]).map(([part, may]) => ({ table, part, may })),
    );
    // All in one: each start does it, and each round trip to the database would slow it down.
    const statements = [
      ...(await schemaRights(transaction)),
      ...open.map(
        (table) => `alter table ${quoted(table)} enable row level security, force row level security`,
      ),
      ...rights.map(({ table, part, may }) => `grant ${may} on ${table} to ${ROLES[part]}`),
      ...rights
        .filter(({ table, part }) => !policies.has(`${table} ${ROLES[part]}`))
        .map(({ table, part }) => policyFor(table, part)),
    ];
    await sql.raw(statements.join("; ")).execute(transaction);
  });
};

/** While a migration runs: the owner, who runs it, has to reach all rows. `shutTables` follows. */
export const openForOwner = async (db: Kysely<Tables>): Promise<void> => {
  const { rows } = await sql<{ table: string }>`select relname as table from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relforcerowsecurity`.execute(
    db,
  );
  for (const { table } of rows)
    await sql`alter table ${sql.table(table)} no force row level security`.execute(db);
};

/** Only if not everyone has it already: the schema may belong to another owner. */
const schemaRights = async (db: Transaction<Tables>): Promise<readonly string[]> => {
  const { rows } = await sql<{ schema: string; role: string }>`
    select current_schema() as schema, role from unnest(${Object.values(ROLES)}::text[]) as role
    where not has_schema_privilege(role, current_schema(), 'USAGE')`.execute(db);
  return rows.map(({ schema, role }) => `grant usage on schema ${quoted(schema)} to ${role}`);
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const openTables = async (db: Transaction<Tables>): Promise<readonly string[]> => {
  const { rows } = await sql<{ table: string }>`select relname as table from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname not like 'kysely%'
      and not (relrowsecurity and relforcerowsecurity)`.execute(db);
  return rows.map(({ table }) => table);
};

const policiesIn = async (db: Transaction<Tables>): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{
    table: string;
    policy: string;
  }>`select tablename as table, policyname as policy
    from pg_policies where schemaname = current_schema()`.execute(db);
  return new Set(rows.map(({ table, policy }) => `${table} ${policy}`));
};

/** Where no scope has been named both settings are null (or empty, once they have been set): then no row is seen. */
const IN_SCOPE =
  "school = current_setting('lesson_guard.school', true) and store = current_setting('lesson_guard.store', true)";

/** The role has to be taken on: being a member of it, as our user is, opens nothing. */
const policyFor = (table: string, part: Part): string => {
  const acting = `current_user = '${ROLES[part]}'`;
  const rows = part === "school" ? `${acting} and ${IN_SCOPE}` : acting;
  return `create policy ${ROLES[part]} on ${table} to ${ROLES[part]} using (${rows}) with check (${rows})`;
};

import { sql } from "kysely";
import type { OpenDatabase } from "../../../src/record/engine/open-database.ts";
import { openPostgres } from "../../../src/record/engine/postgres/postgres.ts";
import { RIGHTS, ROLES } from "../../../src/record/engine/postgres/rights.ts";
import { openRecordStore, type RecordStore } from "../../../src/record/record-store.ts";
import type { SchoolRecord } from "../../../src/record/school-record.ts";
import type { Scope } from "../../../src/record/scope.ts";
import { newDatabase, type TestDatabase } from "../../support/postgres.ts";
import { AT, adding, asking, concern, duty, erasing, fact, lesson } from "../samples.ts";

const SCOPES: readonly Scope[] = [
  { school: "ash", store: "general" },
  { school: "ash", store: "adult" },
  { school: "birch", store: "general" },
];
const [HERE = { school: "ash", store: "general" as const }] = SCOPES;

const OF_SCHOOLS = Object.entries(RIGHTS).flatMap(([table, { school }]) =>
  school === undefined ? [] : [{ table, may: school }],
);

/** A lesson that has expired, with the event that says so. */
const expired = async (record: SchoolRecord, name: string): Promise<void> => {
  const stream = `lesson:gone-${name}`;
  await record.append(adding(stream, 0, fact("X")));
  const { length: version = 0, hash = "" } = (await record.headOf(stream)) ?? {};
  const keeping = `keeping:${name}`;
  const says = fact("LessonsExpired", { data: { streams: [{ stream, length: version, hash }] } });
  await record.append({
    ...adding(keeping, 0, says),
    expire: { stream: keeping, at: AT, lessons: [{ lesson: `gone-${name}`, stream, version, hash }] },
  });
};

/** Something in every table that holds rows of schools, in each scope. */
const fill = async (records: RecordStore): Promise<void> => {
  for (const { school, store } of SCOPES) {
    const name = `${school}-${store}`;
    const record = records.in(school, store);
    const personal = { name: "Mia" };
    await record.append({
      streams: [{ stream: `lesson:${name}`, expectedVersion: 0, facts: [fact("X", { personal })] }],
      duties: asking(`lesson:${name}`, [[`duty ${name}`, duty()]]).duties ?? [],
      index: {
        lessons: [lesson(name, { staff: [{ person: "teacher", part: "organiser" }] })],
        concerns: [concern(name, { people: [{ person: "dsl", why: "dsl" }] })],
      },
    });
    await expired(record, name);
    await record.saveSentCard({ key: `card ${name}`, conversationId: "a:1", activityId: "1", at: AT });
    await record.saveSetting("holders", { dsl: [name] });
  }
};

describe("PostgreSQL keeps schools and stores apart beneath the code", () => {
  let database: TestDatabase;
  let records: RecordStore;
  let open: OpenDatabase;

  beforeAll(async () => {
    database = await newDatabase();
    records = await openRecordStore({ dataDir: "", databaseUrl: database.url });
    open = await openPostgres(database.url);
    await fill(records);
  });

  afterAll(async () => {
    await open.close();
    await records.close();
    await database.remove();
  });

  /** SQL by a developer who forgot in which school they are: no plugin puts it right. */
  const as = async (who: Scope | "worker" | "tenant", statement: string) =>
    (await sql.raw<{ school?: string; store?: string }>(statement).execute(open.as(who))).rows;

  const asRole = async (role: string, statement: string) =>
    database.run("begin", `set local role ${role}`, statement);

  it("in every table there is: none is open, none without a named right", async () => {
    const tables =
      await database.run(`select c.relname as name, relrowsecurity and relforcerowsecurity as shut
      from pg_class c join information_schema.tables t on t.table_name = c.relname and t.table_schema = 'public'
      where c.relnamespace = 'public'::regnamespace and relname not like 'kysely%'`);

    expect(tables.filter(({ shut }) => shut !== true)).toEqual([]);
    expect(tables.map(({ name }) => String(name)).toSorted()).toEqual(Object.keys(RIGHTS).toSorted());
  });

  it("with roles that cannot sign in, own nothing and are above nothing", async () => {
    for (const role of Object.values(ROLES)) {
      expect(
        await database.run(`select rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolinherit and
          exists (select from pg_auth_members where member = r.oid) as strong from pg_roles r where rolname = '${role}'`),
      ).toEqual([{ strong: false }]);
      expect(
        await database.run(`select 1 from pg_class where relowner = '${role}'::regrole
          union all select 1 from pg_database where datdba = '${role}'::regrole`),
      ).toEqual([]);
    }
  });

  describe.each(OF_SCHOOLS)("$table", ({ table, may }) => {
    it("shows a forgotten where nothing of another scope", async () => {
      for (const scope of SCOPES) {
        const rows = await as(scope, `select * from ${table}`);
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.map(({ school, store }) => ({ school, store }))).toEqual(rows.map(() => scope));
      }
    });

    it("shows nothing where no scope was named", async () => {
      expect(await asRole(ROLES.school, `select * from ${table}`)).toEqual([]);
      expect(
        await database.run(
          "begin",
          `set local role ${ROLES.school}`,
          "set local lesson_guard.school = 'ash'",
          `select * from ${table}`,
        ),
      ).toEqual([]);
    });

    it("takes no row that belongs elsewhere, and lets none go there", async () => {
      const columns = await database.run(
        `select string_agg(column_name, ', ') as names from information_schema.columns
         where table_name = '${table}' and column_name not in ('school', 'store')`,
      );
      const names = String(columns[0]?.["names"]);
      for (const [school, store] of [
        ["birch", "general"],
        ["ash", "adult"],
      ])
        await expect(
          as(
            HERE,
            `insert into ${table} (school, store, ${names}) select '${school}', '${store}', ${names} from ${table}`,
          ),
        ).rejects.toThrow(/row-level security/);
      if (may.includes("update"))
        await expect(as(HERE, `update ${table} set school = 'birch'`)).rejects.toThrow(/row-level security/);
    });

    it("changes and removes nothing that is elsewhere", async () => {
      const before = await database.run(`select * from ${table} order by school, store`);
      const elsewhere = `school <> 'ash' or store <> 'general'`;
      if (may.includes("update"))
        expect(await as(HERE, `update ${table} set store = store where ${elsewhere} returning 1`)).toEqual(
          [],
        );
      else await expect(as(HERE, `update ${table} set store = store`)).rejects.toThrow(/permission denied/);
      if (may.includes("delete"))
        expect(await as(HERE, `delete from ${table} where ${elsewhere} returning 1`)).toEqual([]);
      else await expect(as(HERE, `delete from ${table}`)).rejects.toThrow(/permission denied/);
      expect(await database.run(`select * from ${table} order by school, store`)).toEqual(before);
    });
  });

  it("lets the worker at the duties of all schools and at nothing else", async () => {
    for (const table of Object.keys(RIGHTS)) {
      if (table === "duties") expect(await as("worker", "select * from duties")).toHaveLength(SCOPES.length);
      else await expect(as("worker", `select 1 from ${table}`)).rejects.toThrow(/permission denied/);
    }
    const claimed = await records.claimDuties(Date.parse(AT), 10, 1000, "others");
    expect(claimed.map(({ scope }) => scope)).toEqual(expect.arrayContaining([...SCOPES]));
    await expect(as("worker", "delete from duties")).rejects.toThrow(/permission denied/);
  });

  it("tells the tenant's side where something belongs, and nothing of what it is", async () => {
    for (const table of ["events", "personal", "duties", "lesson_staff", "concern_people", "sent_cards"])
      await expect(as("tenant", `select 1 from ${table}`)).rejects.toThrow(/permission denied/);
    for (const hidden of ["about", "lesson", "raised_by"])
      await expect(as("tenant", `select ${hidden} from concerns`)).rejects.toThrow(/permission denied/);
    await expect(as("tenant", "select organiser_id from lessons")).rejects.toThrow(/permission denied/);
    expect(await records.scopeOf("lesson:birch-general")).toEqual({ school: "birch", store: "general" });
    expect(await records.scopeOf("lesson:none")).toBeUndefined();
  });

  it("puts everything down again at the end of each transaction", async () => {
    const who = sql<{ me: string; school: string | null }>`
      select current_user as me, nullif(current_setting('lesson_guard.school', true), '') as school`;
    const signedIn = (await who.execute(open.db)).rows;
    await Promise.all(SCOPES.map(async (scope) => who.execute(open.as(scope))));
    const broken = open
      .as(HERE)
      .transaction()
      .execute(async (transaction) => {
        expect((await who.execute(transaction)).rows).toEqual([{ me: ROLES.school, school: "ash" }]);
        await sql`select 1 / 0`.execute(transaction);
      });
    await expect(broken).rejects.toThrow("division by zero");
    const after = await Promise.all(Array.from({ length: 10 }, async () => who.execute(open.db)));
    expect(after.flatMap(({ rows }) => rows)).toEqual(after.flatMap(() => signedIn));
    expect(signedIn[0]?.school).toBeNull();
  });

  it("takes no text for a scope that is none", () => {
    expect(() => records.in("x'; reset role; --")).toThrow("there is no such school");
  });

  it("does not give a stream's name twice, and says nothing of the other", async () => {
    const twice = records.in("birch").append({
      streams: [{ stream: "lesson:ash-general", expectedVersion: 0, facts: [fact("X")] }],
    });
    await expect(twice).rejects.toMatchObject({ code: "ELSEWHERE" });
  });
});

describe("the user in DATABASE_URL", () => {
  const NAME = "lesson_guard_plain";
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await newDatabase();
    await database.run(`create role ${NAME} login`);
    const { pathname } = new URL(database.url);
    await database.run(
      `alter database ${pathname.slice(1)} owner to ${NAME}`,
      `grant all on schema public to ${NAME}`,
    );
    const own = new URL(database.url);
    own.username = NAME;
    url = own.href;
  });

  afterEach(async () => {
    await database.run(`reassign owned by ${NAME} to current_user`, `drop owned by ${NAME}`);
    await database.run(`drop role ${NAME}`);
    await database.remove();
  });

  const start = async () => openRecordStore({ dataDir: "", databaseUrl: url });

  it("need only own the database, once it may take on the roles; it sees nothing without them", async () => {
    // As for an administrator who may not create roles (docs/for-administrators.md).
    await (await openRecordStore({ dataDir: "", databaseUrl: (await other()).url })).close();
    await expect(start()).rejects.toMatchObject({ code: "RECORD_ROLES" });
    for (const role of Object.values(ROLES)) await database.run(`grant ${role} to ${NAME}`);

    const records = await start();
    await fill(records);
    expect(await records.in("birch").read("lesson:birch-general")).toHaveLength(1);
    expect(await records.in("birch").append(erasing("lesson:birch-general", 1, 1))).toMatchObject({
      appended: true,
    });
    const [first] = await records.in("birch").read("lesson:birch-general");
    expect(first).not.toHaveProperty("personal");
    await records.close();

    const as = (statement: string) => database.run(`set role ${NAME}`, statement);
    for (const { table } of OF_SCHOOLS) expect(await as(`select * from ${table}`)).toEqual([]);
    // Again, beside what is there.
    await (await start()).close();
  });

  it("makes the roles itself where it may", async () => {
    await database.run(`alter role ${NAME} createrole`);
    for (const role of Object.values(ROLES)) await database.run(`grant ${role} to ${NAME} with admin option`);

    const records = await start();
    await fill(records);
    expect(await records.claimDuties(Date.parse(AT), 10, 1000, "others")).toHaveLength(SCOPES.length);
    await records.close();
  });

  let another: TestDatabase | undefined;
  /** Roles belong to the server: a record was opened there before. */
  const other = async (): Promise<TestDatabase> => (another ??= await newDatabase());
  afterAll(async () => another?.remove());
});

import { sql } from "kysely";
import { POSTGRES_TYPES, SQLITE_TYPES } from "../../../src/record/engine/column-types.ts";
import { migrate, STEPS, type Step } from "../../../src/record/engine/migrate.ts";
import type { OpenDatabase } from "../../../src/record/engine/open-database.ts";
import { openPostgres } from "../../../src/record/engine/postgres/postgres.ts";
import { openSqlite } from "../../../src/record/engine/sqlite.ts";
import { ENGINES, type Ground, newGround } from "../../support/engines.ts";
import { adding, asking, concern, duty, fact, NOW } from "../samples.ts";

/** What a later version might bring: first it adds, later it takes away. */
const expand: Step = {
  up: async (db) => {
    await sql`alter table lessons add column room text`.execute(db);
  },
};
const contract: Step = {
  up: async (db) => {
    await sql`alter table lessons drop column room`.execute(db);
  },
  oldestProgram: "0900-expand",
};

describe.each(ENGINES)("%s: the schema", (engine) => {
  let ground: Ground;

  beforeEach(async () => {
    ground = await newGround(engine);
  });

  afterEach(async () => ground.remove());

  const types = engine === "SQLite" ? SQLITE_TYPES : POSTGRES_TYPES;
  const asNewer = async (steps: { readonly [name: string]: Step }): Promise<void> => {
    const { dataDir, databaseUrl } = ground.place;
    const database: OpenDatabase =
      databaseUrl === undefined ? await openSqlite({ dataDir }) : await openPostgres(databaseUrl);
    // What is done to the schema here is seen by no other test.
    await ground.run("select 1");
    await migrate(database.db, types, { ...STEPS, ...steps });
    await database.close();
  };

  it("is brought up to date once", async () => {
    await (await ground.open()).close();
    await (await ground.open()).close();

    expect(await ground.run("select name from kysely_migration order by name")).toEqual(
      Object.keys(STEPS).map((name) => ({ name })),
    );
  });

  it("serves this program beside a newer one that only added to it", async () => {
    await asNewer({ "0900-expand": expand });

    const record = await ground.open();
    expect(await record.append(adding("l", 0, fact("X")))).toMatchObject({ appended: true });
    expect(await ground.run("select name from kysely_migration where name = '0900-expand'")).toHaveLength(1);
  });

  it("turns this program away once what it needs has been taken", async () => {
    await asNewer({ "0900-expand": expand, "0901-contract": contract });

    await expect(ground.open()).rejects.toMatchObject({ code: "RECORD_TOO_NEW" });
  });

  it("serves what a program of the version before wrote", async () => {
    const record = await ground.open();
    await record.append({ ...adding("l", 0, fact("X")), duties: asking("l", [["d", duty()]]).duties ?? [] });
    await ground.run("update streams set moved_at = null");
    await record.claimDuties(NOW, 1, 0, "others");
    await ground.run("update duties set holder = null");

    expect(await record.append(adding("l", 1, fact("Y")))).toMatchObject({ appended: true });
    expect(await record.claimDuties(NOW, 1, 1_000, "others")).toMatchObject([{ id: "d", fence: 2 }]);
  });
});

describe.each(ENGINES)("%s: concerns from before they were found by the headteacher's role", (engine) => {
  it("are found by it where they are the headteacher's and no one more is asked", async () => {
    const ground = await newGround(engine);
    const before = await ground.open();
    const dsl = { person: "role:dsl", why: "dsl" };
    const told = { person: "head", why: "headteacher" };
    await before.append({
      ...adding("concern:ENDED", 0, fact("EscalationEnded")),
      index: {
        concerns: [
          concern("TAKEN", { state: "seen", people: [told] }),
          concern("CLOSED", { state: "closed", people: [] }),
          concern("ENDED", { state: "open", people: [] }),
          concern("OPEN", { state: "open", people: [told] }),
          concern("DSL", { state: "seen", people: [dsl, told] }),
        ],
      },
    });
    const adults = ["ADULT", "STILL"].map((ref, n) =>
      concern(ref, { about: "adult", state: n === 0 ? "seen" : "open", people: [told] }),
    );
    await before.staffMatters.append({ streams: [], index: { concerns: adults } });
    await before.close();
    // What is done to the schema here is seen by no other test.
    for (const undo of [
      "drop index sent_cards_activity",
      "drop index concerns_raised",
      "alter table duties drop column turn",
      "drop index duties_alerts",
      "drop index duties_started",
      "drop index duties_changing",
      "alter table limits drop column returned_promised_at",
      "drop index events_recorded",
    ])
      await ground.run(undo);
    await ground.run("delete from kysely_migration where name >= '0009'");

    const record = await ground.open();
    const found = async (one: typeof record | typeof record.staffMatters) =>
      (await one.concernsFor("role:headteacher")).map(({ ref }) => ref).toSorted();
    expect(await found(record)).toEqual(["CLOSED", "ENDED", "TAKEN"]);
    expect(await found(record.staffMatters)).toEqual(["ADULT"]);
    await ground.remove();
  });
});

describe("PostgreSQL: programs that start at once", () => {
  it("bring the schema up to date one after the other", async () => {
    const ground = await newGround("PostgreSQL");
    const records = await Promise.all(Array.from({ length: 4 }, async () => ground.open()));

    for (const [n, record] of records.entries())
      expect(await record.append(adding(`l${n}`, 0, fact("X")))).toMatchObject({ appended: true });
    expect(await ground.run("select name from kysely_migration")).toHaveLength(Object.keys(STEPS).length);
    await ground.remove();
  });
});

describe.each(ENGINES)("%s: texts that not every database takes", (engine) => {
  it("are kept and found", async () => {
    const ground = await newGround(engine);
    const record = await ground.open();
    const personal = { name: "a\u0000b \ud800 ñ 👩‍👧" };
    await record.append(adding("l", 0, fact("X", { personal })));

    expect(await record.lessonRow("\u0000")).toBeUndefined();
    expect(await record.read("\u0000")).toEqual([]);
    await record.savePersonalConversation("a", "\u0000");
    expect((await record.read("l"))[0]?.personal).toEqual(personal);
    expect(await record.verifyStream("l")).toMatchObject({ intact: true });
    await ground.remove();
  });
});

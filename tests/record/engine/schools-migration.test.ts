import { join } from "node:path";
import Database from "better-sqlite3";
import { CamelCasePlugin, Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Pool } from "pg";
import { POSTGRES_TYPES, SQLITE_TYPES } from "../../../src/record/engine/column-types.ts";
import { migrate, STEPS } from "../../../src/record/engine/migrate.ts";
import type { Tables } from "../../../src/record/engine/schema.ts";
import { canonicalJson } from "../../../src/record/log/canonical-json.ts";
import { hashOf, type Link } from "../../../src/record/log/chain.ts";
import { ENGINES, type Engine, type Ground, newGround } from "../../support/engines.ts";
import { AT } from "../samples.ts";

/** The record as a program wrote it that knew of one school and one store. */
const asItWas = async (engine: Engine, { place }: Ground): Promise<void> => {
  const pool = new Pool({ connectionString: place.databaseUrl });
  const plugins = [new CamelCasePlugin()];
  const db =
    engine === "PostgreSQL"
      ? new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins })
      : new Kysely<Tables>({
          dialect: new SqliteDialect({ database: new Database(join(place.dataDir, "record.sqlite")) }),
          plugins,
        });
  const before = Object.fromEntries(Object.entries(STEPS).filter(([name]) => name < "0004"));
  await migrate(db, engine === "PostgreSQL" ? POSTGRES_TYPES : SQLITE_TYPES, before);
  for (const [ref, about] of [
    ["CHILD2", "child"],
    ["ADULT2", "adult"],
  ] as const) {
    const stream = `concern:${ref}`;
    const link: Link = {
      stream,
      version: 1,
      type: "ConcernRaised",
      schema: 1,
      at: AT,
      data: { about, ref },
      commitment: null,
      previous: null,
    };
    const hash = hashOf(link);
    await db
      .insertInto("events")
      .values({ ...link, data: canonicalJson(link.data), hash })
      .execute();
    await db.insertInto("streams").values({ stream, version: 1, hash, movedAt: null }).execute();
    await db
      .insertInto("concerns")
      .values({ ref, about, lesson: "l1", raisedBy: "teacher", raisedAt: AT, state: "open" })
      .execute();
    await db.insertInto("concernPeople").values({ ref, person: "teacher", why: "raiser" }).execute();
    await db
      .insertInto("sentCards")
      .values({ key: `alert:${ref}:evans`, conversationId: "a:1", activityId: "1", at: AT })
      .execute();
  }
  await db.insertInto("settings").values({ key: "holders", value: '{"dsl":["lowe"]}' }).execute();
  await db.insertInto("settings").values({ key: "teams.serviceUrl", value: '"https://a/"' }).execute();
  await db.destroy();
};

describe.each(ENGINES)("%s: a record from before there were several schools", (engine) => {
  it("is the first school's, its staff matters apart, every chain as it was", async () => {
    const ground = await newGround(engine);
    // What is done to the schema here is seen by no other test.
    await ground.run("select 1");
    await asItWas(engine, ground);

    const record = await ground.open();
    const { staffMatters } = record;

    expect(await record.schools()).toEqual(["school"]);
    for (const [one, ref, other] of [
      [record, "CHILD2", staffMatters],
      [staffMatters, "ADULT2", record],
    ] as const) {
      expect((await one.heads()).map(({ stream }) => stream)).toEqual([`concern:${ref}`]);
      expect(await one.verifyStream(`concern:${ref}`)).toMatchObject({ intact: true, length: 1 });
      expect(await one.concernRow(ref)).toMatchObject({ ref, people: [{ person: "teacher" }] });
      expect(await one.sentCard(`alert:${ref}:evans`)).toMatchObject({ activityId: "1" });
      expect(await other.read(`concern:${ref}`)).toEqual([]);
      expect(await other.concernRow(ref)).toBeUndefined();
      expect(await other.sentCard(`alert:${ref}:evans`)).toBeUndefined();
    }
    expect(await record.setting("holders")).toEqual({ dsl: ["lowe"] });
    expect(await record.serviceUrl()).toBe("https://a/");
    await expect(ground.run("update events set store = 'general'")).rejects.toThrow(/append-only/);
    await ground.remove();
  });
});

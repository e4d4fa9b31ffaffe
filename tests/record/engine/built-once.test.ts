import Database from "better-sqlite3";
import { CamelCasePlugin, Kysely, sql } from "kysely";
import { type BuiltOnce, builtOnce } from "../../../src/record/engine/built-once.ts";
import type { Tables } from "../../../src/record/engine/schema.ts";
import { ScopePlugin } from "../../../src/record/engine/scope-plugin.ts";
import { OwnSqliteDialect } from "../../../src/record/engine/sqlite-dialect.ts";

let db: Kysely<Tables>;
let run: BuiltOnce;
let built: number;

const scoped = (school: string) => db.withPlugin(new ScopePlugin({ school, store: "general" }));
const personal = (version: number, payload: string) => ({ stream: "s", version, salt: "", payload });
const add = (by: BuiltOnce, rows: readonly ReturnType<typeof personal>[], to = db) =>
  by(to, "add", rows, (query, values) => {
    built += 1;
    return query.insertInto("personal").values(values);
  });
const read = (by: BuiltOnce, versions: readonly number[], stream = "s") =>
  by(db, "read", { stream, versions }, (query, values) => {
    built += 1;
    return query
      .selectFrom("personal")
      .select(["version", "payload"])
      .where("stream", "=", values.stream)
      .where("version", "in", values.versions)
      .orderBy("version");
  });

beforeEach(async () => {
  db = new Kysely<Tables>({
    dialect: new OwnSqliteDialect(new Database(":memory:")),
    plugins: [new CamelCasePlugin()],
  });
  await sql`create table personal (stream text, version integer, salt text, payload text, school text, store text)`.execute(
    db,
  );
  run = builtOnce(scoped("a"));
  built = 0;
});
afterEach(async () => db.destroy());

describe("a query that is built once", () => {
  it("runs with other values each time, and is built anew only for lists of another length", async () => {
    await add(run, [personal(1, "one")]);
    await add(run, [personal(2, "two")]);
    expect(built).toBe(1);
    await add(run, [personal(3, "three"), personal(4, "four")]);
    expect(built).toBe(2);
    expect(await read(run, [1, 2])).toEqual([
      { version: 1, payload: "one" },
      { version: 2, payload: "two" },
    ]);
    expect(await read(run, [3, 4])).toEqual([
      { version: 3, payload: "three" },
      { version: 4, payload: "four" },
    ]);
    expect(await read(run, [3, 4], "other")).toEqual([]);
    expect(built).toBe(3);
  });

  it("stays within the scope it was built in", async () => {
    const other = builtOnce(scoped("b"));
    await add(run, [personal(1, "of a")]);
    await add(other, [personal(1, "of b")]);
    expect(await read(run, [1])).toEqual([{ version: 1, payload: "of a" }]);
    expect(await read(other, [1])).toEqual([{ version: 1, payload: "of b" }]);
  });

  it("is built each time where a list is long", async () => {
    const many = Array.from({ length: 40 }, (_, n) => personal(n, `${n}`));
    await add(run, many, scoped("a"));
    await add(run, many, scoped("a"));
    expect(built).toBe(2);
  });

  it("runs in the transaction that it is given, and goes with it", async () => {
    const given = db.transaction().execute(async (change) => {
      await add(run, [personal(1, "one")], change);
      throw new Error("decided otherwise");
    });
    await expect(given).rejects.toThrow("decided otherwise");
    expect(await read(run, [1])).toEqual([]);
  });
});

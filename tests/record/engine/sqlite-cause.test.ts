import { sql } from "kysely";
import type { OpenDatabase } from "../../../src/record/engine/open-database.ts";
import { openSqlite } from "../../../src/record/engine/sqlite.ts";

let database: OpenDatabase;
beforeEach(async () => {
  database = await openSqlite({ dataDir: ":memory:" });
});
afterEach(() => database.close());

const written = async (statement: string): Promise<unknown> =>
  database
    .steadily(() => database.db.transaction().execute((change) => sql.raw(statement).execute(change)))
    .catch((error: unknown) => error);

const TWICE = "into settings (key, value) values ('a', '1'), ('a', '2')";

describe("what failed first is what is said", () => {
  it.each(["insert", "insert or rollback"])(
    "after %s, whether SQLite has rolled back by itself or not",
    async (insert) => {
      expect(await written(`${insert} ${TWICE}`)).toMatchObject({ code: "SQLITE_CONSTRAINT_PRIMARYKEY" });
      const { rows } = await sql`select * from settings where key = 'a'`.execute(database.db);
      expect(rows).toEqual([]);
      expect(await written("insert into settings (key, value) values ('a', '1')")).not.toBeInstanceOf(Error);
    },
  );

  it("a full disk stands as the cause of the record's being away", async () => {
    await sql.raw("pragma max_page_count = 1").execute(database.db);
    const large = `insert into settings (key, value) values ('b', '${"x".repeat(1_000_000)}')`;
    expect(await written(large)).toMatchObject({ code: "storage-away", cause: { code: "SQLITE_FULL" } });
  });
});

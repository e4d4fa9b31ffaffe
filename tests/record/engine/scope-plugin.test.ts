import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import type { OpenDatabase } from "../../../src/record/engine/open-database.ts";
import type { Tables } from "../../../src/record/engine/schema.ts";
import { openSqlite } from "../../../src/record/engine/sqlite.ts";

describe("a query in a scope", () => {
  let dataDir: string;
  let open: OpenDatabase;
  let db: Kysely<Tables>;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "scope-"));
    open = await openSqlite({ dataDir });
    db = open.as({ school: "ash", store: "general" });
  });

  afterAll(async () => {
    await open.close();
    await rm(dataDir, { recursive: true });
  });

  it("looks there only, also in a query within it", () => {
    const { sql, parameters } = db
      .selectFrom("streams")
      .select("version")
      .where((row) => row.exists(row.selectFrom("expiredStreams").select("stream")))
      .compile();
    expect(sql.match(/"school" = \?/g)).toHaveLength(2);
    expect(sql.match(/"store" = \?/g)).toHaveLength(2);
    expect(parameters).toEqual(["ash", "general", "ash", "general"]);
  });

  it("joins what stands there, and keeps what has nothing to join", () => {
    const { sql } = db
      .selectFrom("events")
      .leftJoin("personal", "personal.stream", "events.stream")
      .select("events.version")
      .compile();
    const [before, after] = sql.split(" where ");
    expect(before).toContain('"personal"."school" = ? and "personal"."store" = ?');
    expect(after).toBe('"events"."school" = ? and "events"."store" = ?');
  });

  it.each<[string, () => { compile(): unknown }]>([
    [
      "reads from what another query gives",
      () => db.selectFrom(db.selectFrom("streams").select("stream").as("s")).selectAll(),
    ],
    [
      "removes by another table",
      () => db.deleteFrom("personal").using("events").whereRef("events.stream", "=", "personal.stream"),
    ],
    [
      "changes by another table",
      () =>
        db
          .updateTable("streams")
          .from("events")
          .set({ hash: "" })
          .whereRef("events.stream", "=", "streams.stream"),
    ],
  ])("that %s is refused: what it adds would be looked for everywhere", (_, query) => {
    expect(() => query().compile()).toThrow("a query in a scope is of plain tables");
  });
});

import { busy } from "../../support/busy.ts";
import { type Cuttable, cuttable } from "../../support/cuttable.ts";
import { openRecord } from "../../support/opened.ts";
import { newDatabase, type TestDatabase } from "../../support/postgres.ts";
import { adding, fact } from "../samples.ts";

describe("PostgreSQL that cannot be reached", () => {
  let database: TestDatabase;
  let way: Cuttable;
  let url: string;

  beforeEach(async () => {
    database = await newDatabase();
    const there = new URL(database.url);
    way = await cuttable({ host: there.hostname, port: Number(there.port) });
    there.port = String(way.port);
    url = there.href;
  });

  afterEach(async () => {
    way.close();
    await database.remove();
  });

  it("is said so at the start, without the address or its password", async () => {
    way.cut();
    const refused = openRecord({ dataDir: "", databaseUrl: url });
    await expect(refused).rejects.toMatchObject({ code: "storage-away" });
    await expect(refused).rejects.toThrow(/^The record cannot be reached\. Look at DATABASE_URL or DATA_DIR/);
  });

  it("is waited for when it is away for a moment only", async () => {
    const record = await openRecord({ dataDir: "", databaseUrl: url });
    way.cut();
    const answer = record.append(adding("l", 0, fact("X")));
    setTimeout(() => way.mend(), 100);

    expect(await answer).toMatchObject({ appended: true });
    await record.close();
  });

  it("is said so within two seconds, and works on once it is back", async () => {
    const record = await openRecord({ dataDir: "", databaseUrl: url });
    way.cut();
    const began = performance.now();

    await expect(record.append(adding("l", 0, fact("X")))).rejects.toMatchObject({ code: "storage-away" });
    expect(performance.now() - began).toBeLessThan(2_000 * busy());
    await expect(record.oneAtATime("card", async () => "drawn")).rejects.toMatchObject({
      code: "storage-away",
    });

    way.mend();
    expect(await record.append(adding("l", 0, fact("X")))).toMatchObject({ appended: true });
    expect(await record.read("l")).toHaveLength(1);
    await record.close();
  });
});

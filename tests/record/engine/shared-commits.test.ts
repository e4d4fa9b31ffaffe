import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { SharedCommits } from "../../../src/record/engine/shared-commits.ts";
import { steadily } from "../../../src/record/engine/sqlite-away.ts";
import { OwnSqliteDialect } from "../../../src/record/engine/sqlite-dialect.ts";

type Tables = { readonly facts: { readonly n: number; readonly text: string } };

let connection: Database.Database;
let db: Kysely<Tables>;
/** How often the disk was waited for. */
let waits: jest.SpyInstance;

beforeEach(async () => {
  connection = new Database(":memory:");
  db = new Kysely<Tables>({ dialect: new OwnSqliteDialect(connection) });
  await sql`create table facts (n integer primary key, text text not null)`.execute(db);
  waits = jest.spyOn(SharedCommits.prototype, "onDisk");
});
afterEach(async () => {
  jest.restoreAllMocks();
  await db.destroy();
});

const add = (n: number, text = "") => db.insertInto("facts").values({ n, text }).execute();
const addInTwo = (n: number, then: () => Promise<void> = async () => undefined) =>
  db.transaction().execute(async (change) => {
    await change.insertInto("facts").values({ n, text: "" }).execute();
    await then();
    await change
      .insertInto("facts")
      .values({ n: n + 1, text: "" })
      .execute();
  });
const all = async () => (await db.selectFrom("facts").select("n").orderBy("n").execute()).map(({ n }) => n);
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
};

/** The same, on a disk that answers when it is told to. */
const slowDisk = () => {
  const asked: PromiseWithResolvers<void>[] = [];
  const lost: unknown[] = [];
  const sync = () => {
    const one = Promise.withResolvers<void>();
    asked.push(one);
    return one.promise;
  };
  const driver = new SharedCommits(connection, connection, sync, (error) => void lost.push(error));
  class Slow extends OwnSqliteDialect {
    override createDriver() {
      return driver;
    }
  }
  db = new Kysely<Tables>({ dialect: new Slow(connection) });
  return {
    waits: () => asked.length,
    asked: async (times: number) => {
      while (asked.length < times) await setImmediate();
    },
    done: () => asked.at(-1)?.resolve(),
    fails: (error: Error) => asked.at(-1)?.reject(error),
    lost: () => lost,
  };
};
const nothing = async (): Promise<void> => undefined;
const failing = async (): Promise<void> => {
  throw new Error("decided otherwise");
};

describe("SQLite: changes that come together wait for the disk once", () => {
  it("twenty changes of the same moment are one commit, and each is there", async () => {
    await Promise.all(Array.from({ length: 10 }, (_, n) => [addInTwo(n * 10), add(n * 10 + 5)]).flat());
    expect(waits).toHaveBeenCalledTimes(1);
    expect(await all()).toHaveLength(30);
  });

  it("changes one after the other are a commit each, because each is answered only then", async () => {
    await add(1);
    await addInTwo(2);
    expect(waits).toHaveBeenCalledTimes(2);
  });

  it("one that is given up leaves those beside it whole, and nothing of itself", async () => {
    const [first, second, third] = await Promise.allSettled([
      addInTwo(1, nothing),
      addInTwo(11, failing),
      addInTwo(21, nothing),
    ]);
    expect([first?.status, second?.status, third?.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await all()).toEqual([1, 2, 21, 22]);
    expect(waits).toHaveBeenCalledTimes(1);
  });

  it("so does a statement that is refused", async () => {
    const [first, second] = await Promise.allSettled([add(1), add(1), add(2)]);
    expect([first?.status, second]).toMatchObject([
      "fulfilled",
      { reason: { code: "SQLITE_CONSTRAINT_PRIMARYKEY" } },
    ]);
    expect(await all()).toEqual([1, 2]);
  });

  it("none comes between the statements of another", async () => {
    const seen: (readonly number[])[] = [];
    const long = db.transaction().execute(async (change) => {
      await change.insertInto("facts").values({ n: 1, text: "" }).execute();
      await setImmediate();
      await setImmediate();
      seen.push((await change.selectFrom("facts").select("n").execute()).map(({ n }) => n));
    });
    await Promise.all([long, add(2), add(3)]);
    expect(seen).toEqual([[1]]);
    expect(await all()).toEqual([1, 2, 3]);
  });

  it("no one reads what is not on disk yet: the answer comes with the commit", async () => {
    const order: string[] = [];
    const write = add(1).then(() => order.push("written"));
    const read = all().then((found) => order.push(`read ${found.join()}`));
    // No turn of the event loop, only what was promised.
    for (let step = 0; step < 100 && !connection.inTransaction; step += 1) await Promise.resolve();
    expect([connection.inTransaction, order]).toEqual([true, []]);
    await Promise.all([write, read]);
    expect(order).toEqual(["written", "read 1"]);
    expect(connection.inTransaction).toBe(false);
  });

  it("if the disk is full, all that were to be committed with it are told so, and a reader reads what is left", async () => {
    await add(1);
    connection.pragma(`max_page_count = ${Number(connection.pragma("page_count", { simple: true }))}`);
    const results = await Promise.allSettled([add(2), all(), add(3, "x".repeat(100_000)), add(4)]);
    expect(results).toMatchObject([
      { status: "rejected", reason: { code: "SQLITE_FULL" } },
      { status: "fulfilled", value: expect.not.arrayContaining([2, 3]) },
      { status: "rejected", reason: { code: "SQLITE_FULL" } },
      { status: "fulfilled" },
    ]);
    expect(await all()).toEqual([1, 4]);
  });

  it("what comes while the disk works is the next group, and no one is answered before its own", async () => {
    const slow = slowDisk();
    const order: string[] = [];
    const first = add(1).then(() => order.push("first"));
    await slow.asked(1);
    const rest = [2, 3, 4].map((n) => add(n).then(() => order.push(`${n}`)));
    const read = all().then((found) => order.push(`read ${found.join()}`));
    await turns();
    expect([slow.waits(), order]).toEqual([1, []]);
    slow.done();
    await first;
    await slow.asked(2);
    expect(order).toEqual(["first"]);
    slow.done();
    await Promise.all([...rest, read]);
    expect(order).toEqual(["first", "2", "3", "4", "read 1,2,3,4"]);
    expect(slow.waits()).toBe(2);
  });

  it("who reads what is on its way to the disk is answered once it is there", async () => {
    const slow = slowDisk();
    const order: string[] = [];
    const write = add(1).then(() => order.push("written"));
    await slow.asked(1);
    const read = all().then((found) => order.push(`read ${found.join()}`));
    await turns();
    expect(order).toEqual([]);
    slow.done();
    await Promise.all([write, read]);
    expect(order).toEqual(["written", "read 1"]);
  });

  it("if the log cannot be put on disk, no one is told that it is recorded, and the program ends", async () => {
    const slow = slowDisk();
    const writing = Promise.allSettled([add(1), all()]);
    await slow.asked(1);
    const reading = Promise.allSettled([all(), add(2)]);
    await turns();
    const fault = new Error("the log cannot be put on disk");
    slow.fails(fault);
    const rejected = { status: "rejected", reason: fault };
    expect(await writing).toEqual([rejected, rejected]);
    expect(await reading).toEqual([rejected, rejected]);
    expect(slow.lost()).toEqual([fault]);
    await expect(add(3)).rejects.toBe(fault);
    await expect(all()).rejects.toBe(fault);
  });

  it("and if room was kept back for that, all of them are done after all", async () => {
    await add(1);
    const pages = Number(connection.pragma("page_count", { simple: true }));
    connection.pragma(`max_page_count = ${pages}`);
    let given = 0;
    const reserve = {
      free: () => {
        given += 1;
        connection.pragma(`max_page_count = ${pages + 1000}`);
        return given === 1;
      },
    };
    const large = () => add(3, "x".repeat(100_000));
    await Promise.all([() => add(2), large, () => add(4)].map((one) => steadily(one, reserve)));
    expect(await all()).toEqual([1, 2, 3, 4]);
    expect(given).toBe(1);
  });
});

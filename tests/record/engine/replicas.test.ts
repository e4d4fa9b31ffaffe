import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Client } from "pg";
import { busy } from "../../support/busy.ts";
import { type Ground, newGround } from "../../support/engines.ts";
import { loseCommits } from "../../support/lost-commits.ts";
import type { OpenRecord } from "../../support/opened.ts";
import { AT, adding, asking, duty, fact, NOW } from "../samples.ts";

const LEASE = 3_600_000;

describe("PostgreSQL: two replicas", () => {
  let ground: Ground;
  let one: OpenRecord;
  let other: OpenRecord;

  beforeEach(async () => {
    ground = await newGround("PostgreSQL");
    // At once, on a database that is still empty: each would make its tables.
    [one, other] = await Promise.all([ground.open(), ground.open()]);
  });

  afterEach(async () => ground.remove());

  const soon = async (holds: () => boolean | Promise<boolean>, withinMs: number): Promise<void> => {
    const end = Date.now() + withinMs * busy();
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`it did not come about within ${withinMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it("never claim the same duty", async () => {
    const many = Array.from({ length: 200 }, (_, n) => [`d${n}`, duty()] as const);
    await one.append(asking("s", many));

    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : other).claimDuties(NOW, 15, LEASE, "others")),
    );

    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await one.claimDuties(NOW, 200, LEASE, "others");
    expect(ids.length + rest.length).toBe(200);
  });

  it("leave each other's duties alone, however far one's clock is behind", async () => {
    await one.append(
      asking("s", [
        ["card", duty({ repeat: "once" })],
        ["doors", duty()],
      ]),
    );
    expect(await one.claimDuties(NOW, 9, 30_000, "others")).toHaveLength(2);

    expect(await other.claimDuties(NOW + 40_000, 9, 30_000, "others")).toEqual([]);
    await other.sweepDuties(NOW + 40_000);
    expect(await one.dutiesOf("s")).toMatchObject([{ state: "started" }, { state: "started" }]);
  });

  it("take up what another's lease has run out on, however far its clock is ahead", async () => {
    await one.append(asking("s", [["doors", duty()]]));
    await one.claimDuties(NOW + 40_000, 9, 50, "others");
    await new Promise((resolve) => setTimeout(resolve, 60));

    expect(await other.claimDuties(NOW, 9, LEASE, "others")).toMatchObject([{ id: "doors", fence: 2 }]);
  });

  it("leave alone what another has claimed since a claim that may or may not have been recorded", async () => {
    await one.append(asking("s", [["card", duty({ repeat: "once" })]]));
    const lost = loseCommits("PostgreSQL", false);
    await expect(one.claimDuties(NOW, 1, LEASE, "others")).rejects.toMatchObject({ code: "storage-away" });
    lost.mockRestore();
    const [claimed] = await other.claimDuties(NOW, 1, LEASE, "others");

    expect(await one.claimDuties(NOW, 1, LEASE, "others")).toEqual([]);
    expect(await other.finishDuty("card", claimed?.fence ?? 0, { done: true }, NOW)).toBe(true);
  });

  it("hand out what an unanswered claim took, once no other replica is at it", async () => {
    await one.append(asking("s", [["card", duty({ repeat: "once" })]]));
    const lost = loseCommits("PostgreSQL", true);
    await expect(one.claimDuties(NOW, 1, LEASE, "others")).rejects.toMatchObject({ code: "storage-away" });
    lost.mockRestore();
    const client = new Client({ connectionString: ground.place.databaseUrl });
    await client.connect();
    await client.query("begin; select from duties for update");
    expect(await one.claimDuties(NOW, 1, LEASE, "others")).toEqual([]);
    await client.query("commit");
    await client.end();

    expect(await one.claimDuties(NOW, 1, LEASE, "others")).toMatchObject([{ id: "card", attempts: 1 }]);
  });

  /** Meanwhile one row of the work is changed, and no one else gets at it until `act` waits for it. */
  const whileChanging = async (change: string, act: () => Promise<unknown>): Promise<void> => {
    const [client, watcher] = [1, 2].map(() => new Client({ connectionString: ground.place.databaseUrl }));
    await Promise.all([client?.connect(), watcher?.connect()]);
    await client?.query("begin");
    await client?.query(change);
    const acted = act();
    await soon(async () => {
      const waiting = await watcher?.query(
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
      return waiting?.rowCount === 1;
    }, 5000);
    await client?.query("commit");
    await acted;
    await Promise.all([client?.end(), watcher?.end()]);
  };

  it("leave nothing waiting that was withdrawn at the moment its try ended", async () => {
    await one.append(asking("s", [["d", duty()]]));
    const [claimed] = await one.claimDuties(NOW, 1, LEASE, "others");
    await whileChanging("update duties set withdrawn = 'cancelled' where id = 'd'", () =>
      one.retryDuty("d", claimed?.fence ?? 0, NOW + 10, "503", NOW),
    );
    expect(await one.dutiesOf("s")).toMatchObject([{ state: "cancelled", lastReason: "503" }]);
  });

  it("withdraw what ends its try at that moment", async () => {
    await one.append(asking("s", [["d", duty()]]));
    await one.claimDuties(NOW, 1, LEASE, "others");
    await whileChanging("update duties set state = 'waiting' where id = 'd'", () =>
      other.cancelDuties("s", [duty().work.kind]),
    );
    expect(await one.dutiesOf("s")).toMatchObject([{ state: "cancelled" }]);
  });

  it("let exactly one of many decisions on the same version through", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? one : other).append(adding("l", 0, fact("LessonStarted"))),
      ),
    );

    expect(answers.filter(({ appended }) => appended)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.appended)[0]).toEqual({ appended: false, conflict: "l" });
  });

  it("let one of two changes through that each only check what the other adds to", async () => {
    await one.append(adding("a", 0, fact("X")));
    await one.append(adding("b", 0, fact("X")));
    const change = (adds: string, checks: string) => ({
      streams: [
        { stream: adds, expectedVersion: 1, facts: [fact("Y")] },
        { stream: checks, expectedVersion: 1, facts: [] },
      ],
    });

    const answers = await Promise.all([one.append(change("a", "b")), other.append(change("b", "a"))]);

    expect(answers.filter(({ appended }) => appended)).toHaveLength(1);
  });

  it("leave one duty of a key waiting, whichever was first", async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? one : other).append(asking(`s${n}`, [[`d${n}`, duty({ replaces: "redraw" })]])),
      ),
    );

    const rows = await ground.run("select state from duties where state = 'waiting'");
    expect(rows).toHaveLength(1);
  });

  it("hear at once what the other recorded, and each thing once", async () => {
    const heard: string[] = [];
    other.onAppended((streams) => heard.push(...streams));
    other.onDuties(() => heard.push("duties"));

    await one.append({
      ...adding("lesson:1", 0, fact("X")),
      duties: asking("s", [["d", duty()]]).duties ?? [],
    });
    await soon(() => heard.length === 2, 800);
    one.touch(["lesson:2"]);
    await soon(() => heard.length === 3, 800);
    await new Promise((resolve) => setTimeout(resolve, 1_500));

    // The order in which one change is heard is not promised.
    expect(heard.toSorted()).toEqual(["duties", "lesson:1", "lesson:2"]);
  });

  it("hear of it all the same when no hint came", async () => {
    const heard: string[] = [];
    other.onAppended((streams) => heard.push(...streams));

    await ground.run(
      `insert into streams (school, store, stream, version, hash, moved_at)
       values ('school', 'general', 'lesson:1', 1, '', (extract(epoch from clock_timestamp()) * 1000)::bigint)`,
    );

    await soon(() => heard.length > 0, 4_000);
    expect(heard).toEqual(["lesson:1"]);
  });

  it("do work of one key one after the other", async () => {
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 60));
      seen.push(`${name} ends`);
    };

    await Promise.all([
      one.oneAtATime("card", work("first")),
      other.oneAtATime("card", work("second")),
      one.oneAtATime("card", work("third")),
    ]);

    expect(seen).toHaveLength(6);
    for (const [n, line] of seen.entries())
      if (n % 2 === 0) expect(seen[n + 1]).toBe(line.replace("begins", "ends"));
  });

  it("leave each other's duties alone, also when one starts", async () => {
    await one.append(asking("s", [["d", duty()]]));
    await one.claimDuties(NOW, 1, LEASE, "others");

    const third = await ground.open();
    await new Promise((resolve) => setTimeout(resolve, 5_000));

    expect(await third.claimDuties(NOW + 1, 1, LEASE, "others")).toEqual([]);
  });

  it("take up within seconds what one that died was in the middle of", async () => {
    const writer = spawn(
      process.execPath,
      [join(import.meta.dirname, "reopen-writer.ts"), JSON.stringify(ground.place)],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    await once(writer.stdout, "data");
    // Counted from before the kill: its duties may be free again before its end is heard of. Whichever
    // sees it first takes them over and is woken; the other need not be.
    let woken = 0;
    for (const record of [one, other])
      record.onDuties(() => {
        woken += 1;
      });
    const before = woken;
    writer.kill("SIGKILL");
    await once(writer, "close");

    await soon(async () => {
      const taken = await one.claimDuties(Date.parse(AT) + 1, 100_000, 60_000, "others");
      return taken.some(({ id, fence }) => id === "lesson/1/1/0" && fence === 2);
    }, 8_000);
    await soon(() => woken > before, 1_000);
  });

  it("find each other again after their connections were broken", async () => {
    const heard: string[] = [];
    other.onAppended((streams) => heard.push(...streams));
    await ground.run(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lesson-guard' and datname = current_database()",
    );

    expect(await one.append(adding("lesson:1", 0, fact("X")))).toMatchObject({ appended: true });

    await soon(() => heard.includes("lesson:1"), 4_000);
    expect(await one.oneAtATime("card", async () => "done")).toBe("done");
  });
});

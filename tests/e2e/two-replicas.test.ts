import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newDatabase, type TestDatabase } from "../support/postgres.ts";
import { cardsIn, cardsWith } from "./support/cards.ts";
import { messagesOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";

jest.setTimeout(120_000);

/** Two replicas on one database, each request to the next of them. */
describe("two replicas lead a lesson", () => {
  let lesson: PracticeLesson;
  let database: TestDatabase;
  let data: string;

  beforeEach(async () => {
    database = await newDatabase();
    data = mkdtempSync(join(tmpdir(), "replicas-"));
    writeFileSync(join(data, "database-url"), database.url);
    lesson = await PracticeLesson.begin("maths", { app: join(__dirname, "support/replicas.ts"), data });
  });

  afterEach(async () => {
    await lesson.stop();
    await database.remove();
    rmSync(data, { recursive: true });
  });

  const requests = async (operation: string) =>
    (await lesson.practice.ledger()).filter((entry) => entry.operation === operation);
  const inside = async () =>
    (await lesson.practice.meeting("maths")).seats
      .filter((seat) => seat.where === "in")
      .map((seat) => seat.person);

  const swept = async (): Promise<string> => {
    const { lesson: id } = await lesson.arrived();
    await lesson.teacher.press(id, { press: "all-others-fine" });
    await lesson.shows("all are swept", (view) => view.counts.here + view.counts.unknown > 0);
    return id;
  };

  const allOut = () =>
    lesson.practice.until(
      "everybody from a family is out",
      async () => (await inside()).every((person) => !person.startsWith("family-")),
      30_000,
    );
  const alertTold = () =>
    lesson.shows(
      "the DSL is told",
      (view) => view.end?.steps.find(({ step }) => step === "alert")?.proof.state === "proven",
      30_000,
    );
  const removalProven = () =>
    lesson.shows(
      "the removal is proven",
      (view) => view.end?.steps.find(({ step }) => step === "removal")?.proof.state === "proven",
      30_000,
    );
  const intact = async () => {
    const streams = await database.run("select stream, version from streams");
    const events = await database.run("select stream, max(version) as version from events group by stream");
    expect(events).toHaveLength(streams.length);
  };

  it("as one does: one leg of the bot, one family card, one alert, one removal each", async () => {
    const id = await swept();
    await lesson.teacher.press(id, { press: "end-for-all" });
    await allOut();
    await alertTold();
    await removalProven();
    await lesson.practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("the lesson is over", (view) => view.phase === "over");

    expect(await requests("graph.call.join")).toHaveLength(1);
    expect(await cardsIn(lesson.practice, "maths")).toHaveLength(1);
    expect(await messagesOf(lesson.practice, "channel", "dsl")).toHaveLength(1);
    const removals = (await requests("graph.participant.remove")).map(({ path }) => path);
    expect(removals).toHaveLength(new Set(removals).size);
    for (const person of ["okafor", "hughes", "shah"]) {
      const own = (await cardsWith(lesson.practice, person, id)).map(({ summary }) => summary);
      expect([person, own.length]).toEqual([person, new Set(own).size]);
    }
    expect(await lesson.practice.violations()).toEqual([]);
    await intact();
  });

  it("and one goes on where the other is killed in the middle of the removals", async () => {
    const id = await swept();
    await lesson.practice.fault({ operation: "graph.participant.remove", kind: "hang", times: 10 });
    await lesson.teacher.press(id, { press: "end-for-all" });
    const killed = await lesson.practice.until("somebody removes them", async () => {
      const [row] = await database.run(`select activity.application_name as name
        from duties join pg_locks locks on locks.locktype = 'advisory' and locks.objid = duties.holder::oid
        join pg_stat_activity activity on activity.pid = locks.pid
        where duties.kind = 'remove' and duties.state = 'started' limit 1`);
      return row === undefined ? undefined : String(row["name"]);
    });
    const ids = JSON.parse(readFileSync(join(data, "replicas.json"), "utf8")) as readonly number[];
    process.kill(ids[killed === "replica 0" ? 0 : 1] ?? 0, "SIGKILL");
    const at = Date.now();

    await allOut();
    const tookMs = Date.now() - at;
    await alertTold();
    await removalProven();
    await lesson.practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("the lesson is over", (view) => view.phase === "over");

    // Long before the lease of the dead replica would have run out.
    expect(tookMs).toBeLessThan(15_000);
    expect(await requests("graph.call.join")).toHaveLength(1);
    expect(await cardsIn(lesson.practice, "maths")).toHaveLength(1);
    const alerts = await messagesOf(lesson.practice, "channel", "dsl");
    expect(alerts.length).toBeGreaterThanOrEqual(1);
    expect(alerts.length).toBeLessThanOrEqual(2);
    await intact();
  });
});

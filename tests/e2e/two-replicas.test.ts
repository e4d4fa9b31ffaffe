import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cuttable, cuttable } from "../support/cuttable.ts";
import { newDatabase, type TestDatabase } from "../support/postgres.ts";
import { cardsIn, cardsWith } from "./support/cards.ts";
import { messagesOf, wordsOf } from "./support/chats.ts";
import { comeBack, isRemoved } from "./support/come-back.ts";
import { PracticeLesson } from "./support/lesson.ts";

/** A replica that dies would keep its work for this long, if only its lease showed it. */
const LEASE_MS = 30_000;
/** More than are removed at once. */
const FAMILIES = 12;

/** Two replicas on one database, each request to the next of them. */
describe("two replicas lead a lesson", () => {
  let lesson: PracticeLesson;
  let database: TestDatabase;
  let data: string;
  let way: Cuttable;

  beforeEach(async () => {
    database = await newDatabase();
    const there = new URL(database.url);
    way = await cuttable({ host: there.hostname, port: Number(there.port) });
    there.port = String(way.port);
    data = mkdtempSync(join(tmpdir(), "replicas-"));
    writeFileSync(join(data, "database-url"), there.href);
    lesson = await PracticeLesson.begin("maths", {
      app: join(import.meta.dirname, "support/replicas.ts"),
      data,
    });
  });

  afterEach(async () => {
    await lesson.stop();
    way.close();
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
    const { lesson: id } = await lesson.arrived(FAMILIES);
    await lesson.teacher.press(id, { press: "all-others-fine" });
    await lesson.shows("all are swept", (view) => view.counts.here + view.counts.unknown > 0);
    return id;
  };

  /** The replica that is in the middle of such work. */
  const holderOf = (kind: string): Promise<string> =>
    lesson.practice.until(
      `a replica is at ${kind}`,
      async () => {
        const [row] = await database.run(`select activity.application_name as name
        from duties join pg_locks locks on locks.locktype = 'advisory' and locks.objid = duties.holder::oid
        join pg_stat_activity activity on activity.pid = locks.pid
        where duties.kind = '${kind}' and duties.state = 'started' limit 1`);
        return row === undefined ? undefined : String(row["name"]);
      },
      20_000,
    );

  /** The work of a kind; more than one try of it only where the one before failed. */
  const triesOf = async (kind: string) => {
    const tries = (await database.run(
      `select work, attempts, last_reason as reason from duties where kind = '${kind}'`,
    )) as readonly { work: string; attempts: number; reason: string | null }[];
    expect(tries.length).toBeGreaterThan(0);
    expect(tries.filter(({ attempts, reason }) => attempts > 1 && reason === null)).toEqual([]);
    return tries;
  };

  const allOut = () =>
    lesson.practice.until(
      "everyone from a family is out",
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

  const isOver = async (): Promise<void> => {
    await lesson.practice.do({ do: "end", meeting: "maths" });
    try {
      await lesson.shows("the lesson is over", (view) => view.phase === "over", 30_000);
    } catch (error) {
      // Teams tells of an end once: did it arrive?
      const answers = (await requests("teams.meetingEnd")).map(({ status }) => status);
      throw new Error(`the end of the meeting was answered ${answers.join(", ")}`, { cause: error });
    }
  };

  it("as one does: one leg of the bot, one family card, one alert, one removal each", async () => {
    const id = await swept();
    await lesson.teacher.press(id, { press: "end-for-all" });
    await allOut();
    await alertTold();
    await removalProven();
    await isOver();

    expect(await requests("graph.call.join")).toHaveLength(1);
    expect(await cardsIn(lesson.practice, "maths")).toHaveLength(1);
    const alerts = await triesOf("tell");
    const copies = (await messagesOf(lesson.practice, "channel", "dsl")).length;
    expect(copies).toBeGreaterThanOrEqual(1);
    expect(copies).toBeLessThanOrEqual(alerts.reduce((sum, { attempts }) => sum + attempts, 0));
    // One of them asked for it; again only if it was not answered in time, and that is in the record.
    const removed = (await requests("graph.participant.remove")).map(({ path }) => path.split("/").at(-1));
    const removals = (await triesOf("remove")).map(({ work, attempts }) => ({
      participant: (JSON.parse(work) as { participant: string }).participant,
      attempts,
    }));
    expect(removals).toHaveLength(new Set(removed).size);
    expect(removed).toEqual(expect.arrayContaining(removals.map(({ participant }) => participant)));
    for (const { participant, attempts } of removals)
      expect([participant, removed.filter((one) => one === participant).length <= attempts]).toEqual([
        participant,
        true,
      ]);
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
    const killed = await holderOf("remove");
    const ids = JSON.parse(readFileSync(join(data, "replicas.json"), "utf8")) as readonly number[];
    process.kill(ids[killed === "replica 0" ? 0 : 1] ?? 0, "SIGKILL");
    const at = Date.now();

    await allOut();
    const tookMs = Date.now() - at;
    await alertTold();
    await removalProven();
    await isOver();

    // Before the lease of the dead replica could have run out.
    expect(tookMs).toBeLessThan(LEASE_MS);
    expect(await requests("graph.call.join")).toHaveLength(1);
    expect(await cardsIn(lesson.practice, "maths")).toHaveLength(1);
    const alerts = await messagesOf(lesson.practice, "channel", "dsl");
    expect(alerts.length).toBeGreaterThanOrEqual(1);
    expect(alerts.length).toBeLessThanOrEqual(2);
    await intact();
  });

  it("and one is stopped in the middle of its work: no press is refused, and no work waits for it", async () => {
    const { lesson: id } = await lesson.shows("the meeting is known", (view) => view.lesson !== "");
    await lesson.practice.fault({ operation: "graph.onlineMeeting.patch", kind: "hang", times: 1 });
    await lesson.teacher.press(id, { press: "choose-kind", kind: "group" });
    const busy = await holderOf("set-options");
    const ids = JSON.parse(readFileSync(join(data, "replicas.json"), "utf8")) as readonly number[];
    process.kill(ids[busy === "replica 0" ? 0 : 1] ?? 0, "SIGTERM");
    const stoppedAt = Date.now();

    const statuses: number[] = [];
    while (Date.now() - stoppedAt < 8_000) {
      const kind = statuses.length % 2 === 0 ? "class" : "group";
      const { status } = await lesson.teacher.ask("POST", `/api/lessons/${id}/press`, {
        press: "choose-kind",
        kind,
      });
      statuses.push(status);
      await new Promise((later) => setTimeout(later, 100));
    }
    expect(statuses.length).toBeGreaterThan(10);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    await lesson.teacher.press(id, { press: "choose-kind", kind: "one-to-one" });
    await lesson.shows(
      "its options are proven",
      (view) => view.kind === "one-to-one" && view.doors.state === "proven",
      20_000,
    );
    const open = await database.run(
      "select kind, state from duties where state = 'started' and kind = 'set-options'",
    );
    expect(open).toEqual([]);
  });

  it("and one goes on with the call where the other is killed in the middle of it", async () => {
    const { practice, teacher } = lesson;
    const { lesson: id } = await lesson.arrived(4);
    // One of them asked for the join and its call-backs went to both: whichever dies, the call stays.
    const [{ callId } = { callId: null }] = (await database.run(
      `select call_id as "callId" from lessons where lesson = '${id}'`,
    )) as readonly { callId: string | null }[];
    // A person comes; the replica that heard of it dies while it asks for the list: the other asks for it.
    await practice.fault({ operation: "graph.participants.list", kind: "hang", times: 1 });
    await practice.do({ do: "arrive", meeting: "maths", person: "stranger" });
    const asking = await holderOf("read-roster");
    const ids = JSON.parse(readFileSync(join(data, "replicas.json"), "utf8")) as readonly number[];
    process.kill(ids[asking === "replica 0" ? 0 : 1] ?? 0, "SIGKILL");
    await lesson.shows("the person who waits is seen", (view) => view.counts.waiting === 1, 30_000);
    await practice.do({ do: "admitAll", meeting: "maths" });
    await lesson.shows("the person who comes is seen", (view) =>
      view.unknown.some(({ shown }) => shown === "xx_dark_xx"),
    );
    // Until the other has asked for itself, nothing proves that Lesson Guard is in the call.
    await lesson.shows("the call is proven", (view) => view.call.state === "proven", 30_000);

    await teacher.press(id, { press: "end-for-all" });
    await allOut();
    await removalProven();
    // A stranger who comes back is removed again by the replica that is left.
    await isRemoved(practice, await comeBack(practice, "stranger"), 30_000);
    expect((await inside()).toSorted()).toEqual(["lesson-guard", "okafor"]);
    await practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("the lesson is over", (view) => view.phase === "over", 30_000);

    // The same call all the way: no replica joined a second time.
    expect(await requests("graph.call.join")).toHaveLength(1);
    const asked = (await requests("graph.participant.remove")).map(({ path }) => path);
    expect(asked.every((path) => path.includes(callId ?? "no call"))).toBe(true);
    await intact();
  });

  it("and say so while the record is away, on screen and in the chat, and go on once it is back", async () => {
    const { lesson: id } = await lesson.recognised();
    const cards = await messagesOf(lesson.practice, "private", "okafor");
    const card = cards.find((one) => wordsOf(one).includes('"lesson"'));
    way.cut();

    const { status, body } = await lesson.teacher.ask<{ error: { code: string; say: string } }>(
      "POST",
      `/api/lessons/${id}/press`,
      { press: "choose-kind", kind: "group" },
    );
    expect([status, body.error.code]).toEqual([503, "storage-away"]);
    expect(body.error.say).toContain("phone the school office");
    const answer = await lesson.practice.press({
      person: "okafor",
      message: card?.id ?? "",
      action: "choose-kind",
      data: { lesson: id, kind: "group", card: "ask", turn: "1" },
    });
    expect(JSON.stringify(answer.body)).toContain("cannot reach its record");

    way.mend();
    await lesson.shows("the lesson is there again", (view) => view.kind === "class");
    await lesson.teacher.press(id, { press: "choose-kind", kind: "group" });
    await lesson.shows(
      "its options are proven",
      (view) => view.kind === "group" && view.doors.state === "proven",
    );
  });
});

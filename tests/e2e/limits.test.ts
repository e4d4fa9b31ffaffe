import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPerson } from "../../src/practice/school/people.ts";
import { busy } from "../support/busy.ts";
import { newDatabase, type TestDatabase } from "../support/postgres.ts";
import { chatOf } from "./support/cards.ts";
import { PracticeLesson } from "./support/lesson.ts";

const CARDS = 200;

/** Two replicas on one database; practice refuses with 429 what Microsoft would refuse. */
describe("a burst of cards in one chat while a lesson is ended", () => {
  let lesson: PracticeLesson;
  let database: TestDatabase;
  let data: string;

  beforeAll(async () => {
    database = await newDatabase();
    data = mkdtempSync(join(tmpdir(), "limits-"));
    writeFileSync(join(data, "database-url"), database.url);
    lesson = await PracticeLesson.begin("maths", {
      app: join(import.meta.dirname, "support/replicas.ts"),
      data,
    });
  });

  afterAll(async () => {
    await lesson.stop();
    await database.remove();
    rmSync(data, { recursive: true });
  });

  const asked = async (after: number) =>
    (await lesson.practice.ledger(after)).filter(({ way }) => way === "toCloud");
  const words = (body: unknown): string => JSON.stringify(body ?? "");

  /** As if two hundred lessons had moved on at once: a checklist each, all to the headteacher's chat. */
  const burst = async (person: string): Promise<void> => {
    const now = Date.now();
    const rows = Array.from({ length: CARDS }, (_, n) => {
      const work = JSON.stringify({ kind: "send-checklist", lesson: `burst-${n}`, staff: person });
      return `('school', 'general', 'burst-${n}', 'lesson:burst-${n}', 0, 'send-checklist', '${work}', 'waiting', ${now},
        ${now + 600_000}, ${now + 3_600_000}, 'until-done', 0, 0, 0)`;
    });
    await database.run(`insert into duties (school, store, id, stream, position, kind, work, state, not_before, deadline_at,
      expires_at, repeat, urgent, attempts, fence) values ${rows.join(", ")}`);
  };

  it("is never refused, and lets removal and alerts go first", async () => {
    const { lesson: id } = await lesson.arrived();
    await lesson.teacher.press(id, { press: "all-others-fine" });
    const headteacher = findPerson("evans")?.account?.objectId ?? "";
    expect(headteacher).not.toBe("");

    const [before] = (await lesson.practice.ledger()).slice(-1);
    await burst(headteacher);
    await lesson.practice.until(
      "the burst has begun",
      async () => {
        const [row] = await database.run(
          "select count(*) as done from duties where id like 'burst-%' and state = 'done'",
        );
        return Number(row?.["done"]) >= 5;
      },
      60_000,
    );
    const concern = await lesson.teacher.raise(id, "adult");
    await lesson.teacher.press(id, { press: "end-for-all" });
    await lesson.shows(
      "removal and alert are proven",
      (view) =>
        view.end?.steps.find(({ step }) => step === "removal")?.proof.state === "proven" &&
        view.end.steps.find(({ step }) => step === "alert")?.proof.state === "proven",
      30_000,
    );
    // Long enough for the half-minute windows to count what is sent.
    await new Promise((later) => setTimeout(later, 7_000));

    const since = await asked(before?.seq ?? 0);
    expect(since.filter(({ status }) => status === 429)).toEqual([]);
    // Into the very chat in which the cards wait.
    const { id: chat } = await chatOf(lesson.practice, "evans");
    const alert = since.find(
      ({ operation, path, body }) =>
        operation === "connector.activity.send" &&
        path.includes(encodeURIComponent(chat)) &&
        words(body).includes(concern.ref),
    );
    const told = Date.parse(concern.undoUntil ?? "");
    expect((alert?.receivedAt ?? Number.POSITIVE_INFINITY) - told).toBeLessThan(3000 * busy());
    const removals = since.filter(({ operation }) => operation === "graph.participant.remove");
    expect(removals.length).toBeGreaterThanOrEqual(30);

    const cards = await database.run(
      "select state, attempts, count(*) as many from duties where id like 'burst-%' group by state, attempts",
    );
    const many = (state: string, attempts: number) =>
      Number(cards.find((row) => row["state"] === state && row["attempts"] === attempts)?.["many"] ?? 0);
    // Held back with a time each, and no attempt counted for those that were held.
    expect(many("done", 1)).toBeGreaterThanOrEqual(10);
    const expected = new Map([
      ["done", 1],
      ["waiting", 0],
      ["started", 1],
    ]);
    expect(cards.filter(({ state, attempts }) => expected.get(String(state)) !== attempts)).toEqual([]);
    expect(await lesson.practice.violations()).toEqual([]);
  });
});

import { cardsWith } from "./support/cards.ts";
import { crashAt, crashTable, untilAnswered } from "./support/crash.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

const SEND = "connector.activity.send";

/** Telling the DSL: the post in the channel, the raiser's own line and its redraw. */
const CHILD = crashTable([
  [{ operation: "connector.conversation.create" }],
  [{ operation: SEND }, { operation: "connector.activity.update" }],
]);
/** About an adult: to the headteacher in person, and the raiser's line. */
const ADULT = crashTable([[{ operation: SEND }], [{ operation: SEND, skip: 1 }]]);

let lesson: PracticeLesson;
let record: RecordFile;
let id = "";

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  ({ lesson: id } = await lesson.arrived(2));
});

afterAll(() => lesson.endsWell());

const raise = async (about: "child" | "adult", { crashes }: (typeof CHILD)[number]) => {
  const { practice, teacher } = lesson;
  await practice.clearFaults();
  await record.quiet(60_000);
  const crashed = await crashAt(practice, crashes);
  const { ref } = await untilAnswered(practice, () => teacher.raise(id, about));
  if (crashes.some(({ operation }) => operation === "connector.activity.update")) {
    await practice.until(
      "the DSL has it",
      async () => (await cardsWith(practice, "dsl", ref)).length > 0,
      30_000,
    );
    await untilAnswered(practice, async () => {
      const seen = await lesson.as("lowe").ask("POST", `/api/concerns/${ref}/have-it`, {});
      if (seen.status !== 200) throw new Error(`have-it answered ${seen.status}`);
      return seen;
    });
  }
  await crashed();
  await practice.until(
    "the raiser reads that it was told",
    async () => {
      const concern = await teacher.concern(ref).catch(() => undefined);
      return concern?.state === "told" || concern?.state === "seen";
    },
    60_000,
  );
  await record.quiet(60_000);
  // Words make it another concern: the next bare press is not the same one.
  await teacher.ask("POST", `/api/concerns/${ref}/details`, { words: "what was seen" });
  return ref;
};

/** Recorded once; at least one copy, one more only where a crash took the answer. */
const isTold = async (ref: string, places: readonly string[], times: number): Promise<void> => {
  const events = record.events(`concern:${ref}`);
  expect(events.filter(({ type }) => type === "ConcernRaised")).toHaveLength(1);
  // Each way once: if the restart took long, the DSLs have also been told in person.
  const told = events.filter(({ type }) => type === "Told").map(({ data }) => data);
  expect(told.length).toBeGreaterThanOrEqual(places.length);
  expect(new Set(told).size).toBe(told.length);
  for (const place of places) {
    const copies = (await cardsWith(lesson.practice, place, ref)).length;
    expect([place, copies >= 1 && copies <= 1 + times]).toEqual([place, true]);
  }
  expect((await cardsWith(lesson.practice, "okafor", "Your message, ref")).length).toBeGreaterThanOrEqual(1);
  expect((await cardsWith(lesson.practice, "okafor", ref)).length).toBeGreaterThanOrEqual(1);
};

it.each(CHILD)("the DSL is told after a crash at $name", async (crash) => {
  const ref = await raise("child", crash);
  await isTold(ref, ["dsl"], crash.crashes.length);
});

it.each(ADULT)("the headteacher is told of an adult after a crash at $name", async (crash) => {
  const ref = await raise("adult", crash);
  await isTold(ref, ["evans"], crash.crashes.length);
  expect(await cardsWith(lesson.practice, "dsl", ref)).toEqual([]);
});

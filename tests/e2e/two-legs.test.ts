import { botAlone } from "./support/crash.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

let lesson: PracticeLesson;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  await lesson.recognised();
});

afterAll(() => lesson.endsWell());

/** A join whose answer was lost, with no server to hear its call-back, leaves a leg behind. */
it("a leg no one knew of, let in while the application was down, is found and removed", async () => {
  const { practice } = lesson;
  await practice.app({ autoRestart: true });
  await practice.fault({ operation: "graph.call.join", kind: "answered" });
  await practice.do({ do: "start", meeting: "maths" });
  const legs = async () => (await practice.meeting("maths")).seats.filter(({ callingBot }) => callingBot);
  await practice.until("there are two legs", async () => (await legs()).length === 2, 60_000);
  await lesson.shows("Lesson Guard waits", ({ call }) => call.state === "not proven", 30_000);

  await practice.app({ autoRestart: false });
  await practice.app({ act: "kill" });
  await practice.switches({ admitAllBots: true });
  await practice.do({ do: "admitAll", meeting: "maths" });
  expect((await legs()).map(({ where }) => where)).toEqual(["in", "in"]);
  await practice.app({ act: "start" });

  await botAlone(lesson);
  // The leg that is left is ours: it still ends the lesson.
  const { lesson: id } = await lesson.shows("it is in the call", ({ call }) => call.state === "proven");
  await practice.do({ do: "arrive", meeting: "maths", person: "family-05" });
  await practice.do({ do: "admitAll", meeting: "maths" });
  await lesson.shows("a family is in", ({ counts }) => counts.here + counts.unknown > 0, 20_000);
  await lesson.teacher.press(id, { press: "end-for-all" });
  await practice.until(
    "the family is out",
    async () =>
      (await practice.meeting("maths")).seats.every(
        ({ person, where }) => person !== "family-05" || where !== "in",
      ),
    30_000,
  );
  await new RecordFile(practice).quiet(30_000);
});

import { makeRelease, type Release } from "../release/release.ts";
import { messagesOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";

// What a school's server runs, under an account of its own and on a tree that it cannot write, leads a lesson.

describe("a release leads a whole lesson", () => {
  let release: Release;
  let lesson: PracticeLesson;

  beforeAll(async () => {
    release = makeRelease();
    lesson = await PracticeLesson.begin("maths", { app: release.program });
  }, 120_000);

  afterAll(async () => {
    await lesson.endsWell();
    release.remove();
  });

  it("from its start to an end for all, with an alert", async () => {
    const { practice, teacher } = lesson;
    const { lesson: id } = await lesson.arrived(4);
    await teacher.press(id, { press: "let-cameras-on" });
    await teacher.press(id, { press: "pause" });
    await lesson.shows("it is paused", ({ doors }) => doors.state === "proven");
    await teacher.press(id, { press: "resume" });
    await teacher.press(id, { press: "end-for-all" });
    await practice.until(
      "the DSL is told",
      async () => (await messagesOf(practice, "channel", "dsl")).length > 0,
      20_000,
    );
    await practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("it is over", ({ phase }) => phase === "over", 30_000);
  }, 120_000);
});

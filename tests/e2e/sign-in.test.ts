import { busy } from "../support/busy.ts";
import { cardsWith } from "./support/cards.ts";
import { nextLesson } from "./support/crash.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

const PHONE = "01632 960123";

let lesson: PracticeLesson;
let record: RecordFile;
let id = "";

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  await lesson.recognised();
  id = await nextLesson(lesson, record, 3);
});

afterAll(() => lesson.endsWell());

const raise = async () => {
  const { body } = await lesson.teacher.ask<{ say: string; concern: { ref: string } }>(
    "POST",
    "/api/concerns",
    { lesson: id, about: "child" },
  );
  return { say: body.say, ref: body.concern.ref };
};

it("the client secret has run out: a press says whom to phone within two seconds, and nothing is given up", async () => {
  const { practice, teacher } = lesson;
  await practice.switches({ secretExpired: true });

  const first = await raise();
  const raisedAt = Date.now();
  const { notSent, concerns } = await lesson.shows(
    "the panel says that Lesson Guard cannot sign in, and whom to phone",
    (view) => view.notSent?.includes("cannot sign in") === true,
    2_000,
  );
  expect(Date.now() - raisedAt).toBeLessThan(2_000 * busy());
  expect(notSent).toContain(`Phone the school office now on ${PHONE}.`);
  expect(concerns[0]?.sentence).toContain("no one has been told yet");
  expect(concerns[0]?.state).not.toBe("told");

  const paused = await teacher.press(id, { press: "pause" });
  expect(paused.say).toContain("cannot sign in to Microsoft 365");
  expect(paused.say).toContain(PHONE);

  // Longer than the time after which older versions gave up.
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  const given = record.duties("%").filter(({ state }) => state === "failed" || state === "expired");
  expect(given).toEqual([]);

  await practice.switches({ secretExpired: false });
  await practice.until(
    "the alert reaches the DSL's channel",
    async () => (await cardsWith(practice, "dsl", first.ref)).length > 0,
    15_000,
  );
  await lesson.shows(
    "the class is silent, and the concern told",
    (view) =>
      view.doors.state === "proven" && view.concerns[0]?.state === "told" && view.notSent === undefined,
    15_000,
  );
});

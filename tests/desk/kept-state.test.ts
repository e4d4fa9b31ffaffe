import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import type { LessonEvent } from "../../src/protocol/lesson/events.ts";
import { evolve } from "../../src/protocol/lesson/evolve.ts";
import { type Lesson, NO_LESSON } from "../../src/protocol/lesson/state.ts";
import { asEvent, lessonStream } from "../../src/record/log/streams.ts";
import { guest } from "../protocol/lesson/story.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

let day: Day;
let lesson: string;

beforeEach(async () => {
  day = await openDay();
  lesson = await startedLesson(day, [guest("r-amara", "Amara Okafor"), guest("r-ben", "Ben")]);
});
afterEach(async () => day.close());

const fromRecord = async (): Promise<Lesson> =>
  (await day.record.read(lessonStream(lesson)))
    .map((fact) => asEvent<LessonEvent>(fact))
    .reduce(evolve, NO_LESSON);

const PRESSES: readonly StaffCommand[] = [
  { press: "let-cameras-on" },
  { press: "note-exception", pupil: "p-ben", reason: "language" },
  { press: "put-right", pupil: "p-ben", reason: "language" },
  { press: "pause" },
  { press: "resume" },
  { press: "end-for-all" },
];

describe("a lesson that is kept after a press, and not read again", () => {
  it("is what the record says, press by press", async () => {
    for (const press of PRESSES) {
      const answer = await day.lessons.press(day.caller("teacher"), lesson, press);
      if ("refused" in answer) throw new Error(answer.say);
      expect(await day.lessons.read(lesson)).toEqual(await fromRecord());
      expect(await day.lessons.read(lesson)).toBe(answer.lesson);
    }
  });

  it("nor is a row written that finds the lesson as it did before", async () => {
    const before = await day.record.lessonRow(lesson);
    day.wait(1_000);
    await day.lessons.press(day.caller("teacher"), lesson, {
      press: "note-exception",
      pupil: "p-ben",
      reason: "language",
    });
    expect(await day.record.lessonRow(lesson)).toEqual(before);
    await day.lessons.report(lesson, { report: "meeting-ended" });
    const over = await day.record.lessonRow(lesson);
    expect(over).toMatchObject({ phase: "over", updatedAt: day.now() });
    expect(over?.overAt).not.toBeNull();
  });
});

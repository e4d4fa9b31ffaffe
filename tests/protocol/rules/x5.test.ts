import { STEPS_AFTER } from "../../../src/protocol/lesson/conduct-words.ts";
import { dutiesOf } from "../../../src/protocol/lesson/duties.ts";
import { EXCEPTIONS } from "../../../src/protocol/words.ts";
import { arrival } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

describe(rule("X5"), () => {
  it.each(EXCEPTIONS)("stands in the lesson's record alone: “%s” calls no one", (reason) => {
    givenLesson(arrival())
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason }))
      .thenFacts("ExceptionNoted");
    const story = arrival().after({ report: "checklist-sent", staff: "teacher" });
    const before = story.lesson;
    story.press({ press: "note-exception", pupil: "p-ben", reason });
    const noted = [...dutiesOf(before, story.lesson, story.events.slice(-1))];
    const between = story.lesson;
    for (const step of STEPS_AFTER) {
      const earlier = story.lesson;
      story.press({ press: "follow-exception", pupil: "p-ben", reason, step });
      noted.push(...dutiesOf(earlier, story.lesson, story.events.slice(-1)));
    }
    story.press({ press: "put-right", pupil: "p-ben", reason });
    const work = [...noted, ...dutiesOf(between, story.lesson, story.events.slice(-1))].flat();
    // The staff's own card shows the count.
    expect([...new Set(work.map(({ work: { kind } }) => kind))]).toEqual(["send-checklist"]);
  });

  it("opens no concern by itself", () => {
    const story = arrival();
    const decision = story.press({ press: "note-exception", pupil: "p-ben", reason: "dress" });
    expect(decision).not.toHaveProperty("alert");
  });
});

import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { RULES } from "../../../src/protocol/rules/rules.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { screenshotLines } from "../../../src/protocol/screen/conduct.ts";
import { claims, textOf } from "../../support/claims.ts";
import { arrival, planned, TEACHER } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

const NOTED = {
  press: "note-screenshot",
  purpose: "work of a pupil",
  place: "Staff Drive",
  days: 30,
} as const;

const withOne = () => {
  const story = arrival();
  story.press(NOTED);
  return story;
};

describe(rule("B6"), () => {
  it.each(["family card", "family page"] as const)("is asked of families on the %s", (surface) => {
    expect(textOf(SURFACES[surface].file)).toMatch(/pictures of the screen/);
  });

  it("is noted for a pupil where staff notice that the family took one", () => {
    expect(RULES.B6.exception).toBe("screenshot");
    givenLesson(arrival())
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason: "screenshot" }))
      .thenFacts({ type: "ExceptionNoted", data: { pupil: "p-ben", reason: "screenshot" } })
      .thenSays(/delete it/);
  });

  it("keeps of staff what for, where, by whom and until when, before it is taken", () => {
    givenLesson(arrival())
      .when(pressed(NOTED))
      .thenFacts({
        type: "ScreenshotNoted",
        data: {
          by: TEACHER.id,
          purpose: "work of a pupil",
          place: "Staff Drive",
          deleteOn: "2026-12-24",
        },
      })
      .thenSays(/Now you can take it/);
    givenLesson(planned()).when(pressed(NOTED)).thenRefused("not-started");
  });

  it("counts days in the school's own calendar: half past midnight in summer is the next day there", () => {
    const story = arrival();
    const now = "2026-07-01T23:30:00.000Z";
    givenLesson({ events: story.events, now })
      .when(pressed({ ...NOTED, days: 7 }))
      .thenFacts({ type: "ScreenshotNoted", data: { deleteOn: "2026-07-09" } });
  });

  it.each(["deleted", "not taken"] as const)("is closed by the word of staff, once: %s", (how) => {
    const story = withOne();
    const over = { press: "screenshot-over", of: story.now, how } as const;
    givenLesson(story).when(pressed(over)).thenFacts({ type: "ScreenshotOver", data: { how } });
    story.wait(1000).press(over);
    expect(screenshotLines(story.lesson)).toEqual([
      expect.objectContaining({
        open: false,
        words: expect.stringContaining(how === "deleted" ? "Deleted." : "Not taken."),
      }),
    ]);
    givenLesson(story).when(pressed(over)).thenNothing();
  });

  it("can be said to be deleted after the lesson too, and is refused for one that was never noted", () => {
    const story = withOne();
    const of = story.now;
    story.after({ report: "meeting-ended" });
    givenLesson(story)
      .when(pressed({ press: "screenshot-over", of, how: "deleted" }))
      .thenFacts("ScreenshotOver");
    givenLesson(arrival())
      .when(pressed({ press: "screenshot-over", of: "2026-01-01", how: "deleted" }))
      .thenRefused("nothing");
  });

  it("stands in the lesson's export with its day of deletion", () => {
    const { lesson, events, now } = withOne();
    const text = JSON.stringify(
      lessonDocument(lesson, events, { now, timeZone: "Europe/London", school: "" }),
    );
    expect(text).toContain(
      "Miss Hart: work of a pupil. Kept in: Staff Drive. To be deleted on 24 December 2026.",
    );
  });

  it("does not claim to take, see, or hinder one", () => {
    expect(claims(/taken?screenshot|screenshottaken|screenshot(seen|blocked|prevented)/i)).toEqual([]);
  });
});

import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { byHandView } from "../../../src/protocol/screen/by-hand-view.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { standingOf } from "../../../src/protocol/screen/standing.ts";
import { expectAskedOnce, inZoom } from "./zoom-story.ts";

const ZONE = "Europe/London";

describe("a lesson in Zoom that no one has begun by its planned end", () => {
  it("is asked about once, and said to be not known until staff say", () => {
    const story = inZoom();
    expectAskedOnce(story);
    expect(noticesOf(story.lesson, ZONE)[0]?.title).toBe("Did the lesson in Zoom take place?");
    expect(standingOf(story.lesson, story.now, ZONE)).toEqual({
      state: "not done",
      words: "Not known whether it took place",
    });
    const around = { now: story.now, timeZone: ZONE, phone: "" };
    expect(byHandView(story.lesson, [], around).ask).toMatch(/no one has said that it began/);
    const exported = lessonDocument(story.lesson, story.events, { ...around, school: "Oakfield" });
    expect(JSON.stringify(exported)).toContain("whether it took place is not known");
    // A person says, and no one is asked again.
    story.press({ press: "over-by-hand" });
    expect([noticesOf(story.lesson, ZONE), standingOf(story.lesson, story.now, ZONE).words]).toEqual([
      [],
      "Over, says Miss Hart, 10:30",
    ]);
  });
});

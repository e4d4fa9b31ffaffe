import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { isProtectable } from "../../../src/protocol/rules/c1-platform.ts";
import { AT, FOUND, MET, planned, Story } from "../lesson/story.ts";
import { givenLesson, pressed, reported, rule } from "./given.ts";

const STARTED = { report: "meeting-started", source: "event" } as const;

/** A channel meeting, or Meet now. */
const unprotectable = (): Story => {
  const story = new Story().after(MET, { ...FOUND, protectable: false });
  story.press({ press: "choose-kind", kind: "class" });
  return story;
};

describe(rule("C1"), () => {
  it("asks for the settings of a Teams meeting once it is a lesson", () => {
    givenLesson(new Story().after(MET, FOUND))
      .when(pressed({ press: "choose-kind", kind: "class" }))
      .thenFacts("KindChosen", "OptionsAsked")
      .thenState((lesson) => expect(isProtectable(lesson)).toBe(true));
  });

  it("leaves a meeting alone that lacks what the rules need, and does not call it protected", () => {
    givenLesson(unprotectable())
      .when(reported(STARTED))
      .thenFacts("MeetingStarted")
      .thenState((lesson) => expect(isProtectable(lesson)).toBe(false));
  });

  it("says so to the person who calls such a meeting a lesson", () => {
    givenLesson(new Story().after(MET, { ...FOUND, protectable: false }))
      .when(pressed({ press: "choose-kind", kind: "class" }))
      .thenFacts("KindChosen")
      .thenSays(/cannot be protected/);
  });

  it("does not call a meeting protected that Teams does not show", () => {
    givenLesson(new Story().after(MET))
      .when(reported({ report: "meeting-not-found", reason: "403" }))
      .thenFacts("MeetingNotFound")
      .thenState((lesson) => expect(isProtectable(lesson)).toBe(false));
  });

  it("names the platform in the lesson's export", () => {
    const { lesson, events } = planned();
    const document = lessonDocument(lesson, events, {
      now: AT,
      timeZone: "Europe/London",
      school: "Oakfield",
    });
    expect(document.sections[0]?.table?.rows).toContainEqual(["Platform", "Microsoft Teams"]);
  });
});

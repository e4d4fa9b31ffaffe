import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { isProtectable } from "../../../src/protocol/rules/c1-platform.ts";
import { AT, FOUND, MET, planned, REGISTER, Story } from "../lesson/story.ts";
import { inZoom, onInZoom } from "../lesson/zoom-story.ts";
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

  it("records a lesson that staff plan here before its meeting is made, and what Microsoft refused of it", () => {
    const story = new Story().after({
      report: "lesson-planned",
      lesson: "l1",
      by: "teacher",
      byName: "Miss Hart",
      kind: "class",
      title: "Phonics",
      startsAt: "2026-11-25T10:00:00.000Z",
      endsAt: "2026-11-25T10:45:00.000Z",
      staff: [{ person: "assistant", name: "Mr Bell" }],
      register: REGISTER,
    });
    expect(story.lesson).toMatchObject({ kind: "class", chatId: "", organiser: "teacher", phase: "planned" });
    expect(story.lesson.register).toHaveLength(3);
    const refused = { report: "plan-step-refused", step: "calendar", trouble: "not-allowed" } as const;
    givenLesson(story).when(reported(refused)).thenFacts("PlanStepRefused");
    // Said once, until something changes.
    givenLesson(story.after(refused)).when(reported(refused)).thenFacts();
    givenLesson(story)
      .when(reported({ report: "plan-step-done", step: "calendar", event: "e1" }))
      .thenFacts("PlanStepDone")
      .thenState((lesson) => expect(lesson.plan?.event).toBe("e1"));
    // Nothing is asked of a meeting that is not there yet.
    expect(story.events.map(({ type }) => type)).not.toContain("OptionsAsked");
    givenLesson(story.after({ ...MET, meetingId: "" }))
      .when(reported(FOUND))
      .thenFacts("MeetingFound", "OptionsAsked")
      .thenState((lesson) => expect(lesson.chatId).toBe(MET.chatId));
  });

  it("records a lesson in Zoom as one, asks nothing of Teams for it, and does not call it protected", () => {
    givenLesson(inZoom())
      .when(pressed({ press: "begin-by-hand" }))
      .thenFacts("BegunByHand")
      .thenState((lesson) => {
        expect(lesson).toMatchObject({ phase: "live", chatId: "", zoom: { begun: { by: "teacher" } } });
        expect(isProtectable(lesson)).toBe(false);
      });
    expect(inZoom().events[0]).toMatchObject({ type: "LessonPlanned", data: { platform: "Zoom" } });
  });

  it("keeps what staff do in Zoom as their word, and does nothing there itself", () => {
    givenLesson(onInZoom())
      .when(pressed({ press: "note-in-zoom", step: "pause" }))
      .thenFacts({ type: "DoneInZoom", data: { by: "teacher", step: "pause" } })
      .thenSays(/you say that it is paused/);
    for (const press of ["pause", "end-for-all", "cameras-off", "all-others-fine"] as const)
      givenLesson(onInZoom()).when(pressed({ press })).thenRefused("in-zoom");
  });

  it("lets only a person say that a lesson in Zoom is over, and asks them at its planned end", () => {
    givenLesson(onInZoom())
      .when(reported({ report: "meeting-ended" }))
      .thenFacts();
    givenLesson(onInZoom())
      .when(reported({ report: "planned-end-passed" }))
      .thenFacts("PlannedEndPassed")
      .thenState(({ phase }) => expect(phase).toBe("live"));
    givenLesson(onInZoom())
      .when(pressed({ press: "over-by-hand" }))
      .thenFacts("OverByHand")
      .thenState(({ phase }) => expect(phase).toBe("over"));
  });

  it("names Zoom in the export of a lesson in Zoom", () => {
    const { lesson, events } = onInZoom();
    const document = lessonDocument(lesson, events, {
      now: AT,
      timeZone: "Europe/London",
      school: "Oakfield",
    });
    expect(document.sections[0]?.table?.rows).toContainEqual(["Platform", "Zoom"]);
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

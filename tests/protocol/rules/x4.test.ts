import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import { isCpomsOpen } from "../../../src/protocol/rules/s6-tell-dsl-in-cpoms.ts";
import { arrival, guest, roster, TEACHER, user } from "../lesson/story.ts";
import { rule } from "./given.ts";

describe(rule("X4"), () => {
  it("is no alert: a one-to-one that goes well calls no one", () => {
    const story = arrival();
    story.press({ press: "choose-kind", kind: "one-to-one" });
    story.press({ press: "let-cameras-on" });
    story.press({ press: "let-mics-on" });
    story.after({ report: "meeting-ended" });
    const kinds = story.events.flatMap((event) =>
      dutiesFor(story.lesson, event).map(({ work }) => work.kind),
    );
    expect(kinds).toContain("seal");
    expect(kinds).not.toContain("tell");
  });

  it("is no alert where it was recorded either: the task stays with the staff of the lesson", () => {
    const story = arrival().after(
      roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")),
    );
    story.press({ press: "choose-kind", kind: "one-to-one" });
    story.press({ press: "parent-cannot-stay" });
    story.press({ press: "parent-told", reason: "at work" });
    story.after(
      roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording: true }),
      { report: "meeting-ended" },
    );
    expect(isCpomsOpen(story.lesson)).toBe(true);
    const kinds = story.events.flatMap((event) =>
      dutiesFor(story.lesson, event).map(({ work }) => work.kind),
    );
    expect(kinds).not.toContain("tell");
    story.press({ press: "recording-in-cpoms", reference: "C-77" });
    expect(isCpomsOpen(story.lesson)).toBe(false);
  });
});

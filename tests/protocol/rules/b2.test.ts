import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { conductView } from "../../../src/protocol/screen/conduct.ts";
import { ASSISTANT, arrival, guest, planned, roster, type Story, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

const PRESS = { press: "background-checked" } as const;
const AROUND = { now: "2026-11-24T12:00:00.000Z", timeZone: "Europe/London", school: "Oakfield" };

const exported = ({ lesson, events }: Story): string =>
  JSON.stringify(lessonDocument(lesson, events, AROUND));

describe(rule("B2"), () => {
  it("is one press before the lesson, kept with who pressed", () => {
    givenLesson(planned())
      .when(pressed(PRESS))
      .thenFacts({ type: "BackgroundChecked", data: { by: TEACHER.id } });
  });

  it("is each person's own: one who has pressed is asked no more, the other is", () => {
    const story = planned();
    story.press(PRESS);
    const asked = (reader: string) => conductView(story.lesson, { now: story.now, reader })?.background;
    expect(asked(TEACHER.id)).toEqual({ checkedAt: story.now });
    expect(asked(ASSISTANT.id)).toEqual({});
    givenLesson(story).when(pressed(PRESS)).thenNothing();
    givenLesson(story).when(pressed(PRESS, ASSISTANT)).thenFacts("BackgroundChecked");
  });

  it("says when it was pressed only after the first family had come", () => {
    const before = planned();
    before.press(PRESS);
    expect(exported(before)).toContain("Miss Hart 10:00:00");
    const after = arrival().wait(60_000);
    after.press(PRESS);
    expect(exported(after)).toContain("Miss Hart 10:01:00, after the first family came");
    const together = arrival();
    together.press(PRESS);
    expect(exported(together)).toContain("Miss Hart 10:00:00, after the first family came");
    // Staff and apps are no family, and of the families the first counts.
    const app = { id: "r-app", identity: "application", shown: "Notes", place: "in" } as const;
    const alone = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "call1" },
      roster(user("r-teacher", TEACHER), app),
    );
    alone.wait(60_000).press(PRESS);
    expect(exported(alone)).toMatch(/Miss Hart 10:01:00(?!, after)/);
    alone.wait(60_000).report(roster(user("r-teacher", TEACHER), app, guest("r-ben", "Ben")));
    alone.wait(60_000).press(PRESS, ASSISTANT);
    alone.report(roster(user("r-teacher", TEACHER), app, guest("r-ben", "Ben"), guest("r-amara", "Amara")));
    expect(exported(alone)).toMatch(/Miss Hart 10:01:00; [^;"]+ 10:03:00, after the first family came/);
    expect(exported(arrival())).toMatch(/"Backgrounds looked at","not noted"/);
  });

  it("is no longer asked once the lesson has been ended", () => {
    const story = arrival();
    story.press({ press: "end-for-all" });
    givenLesson(story).when(pressed(PRESS)).thenRefused("shut");
    expect(conductView(story.lesson, { now: story.now, reader: TEACHER.id })).toBeUndefined();
  });
});

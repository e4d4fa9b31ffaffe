import { lessonsNow } from "../../../src/protocol/screen/lessons-now.ts";
import { parentWords } from "../../../src/protocol/screen/parent-view.ts";
import { recordedUntold } from "../../../src/protocol/screen/recorded-untold.ts";
import { momentsIn } from "../../../src/protocol/time/moments.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";
import { rule } from "../rules/given.ts";

const ZONE = "Europe/London";
const { time } = momentsIn(ZONE);
const recording = (on: boolean) =>
  roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording: on });

const oneToOne = (): Story => {
  const story = arrival().after(recording(false));
  story.press({ press: "choose-kind", kind: "one-to-one" });
  return story;
};

const tell = (story: Story): Story => {
  story.press({ press: "parent-cannot-stay" });
  story.press({ press: "parent-told", reason: "at work" });
  return story;
};

const untold = (story: Story): string | undefined => recordedUntold(story.lesson, time);
const notes = (story: Story) =>
  lessonsNow([story.lesson], { now: story.now, timeZone: ZONE, join: () => "" })[0]?.notes;

describe(rule("S5"), () => {
  it("a recording begun before the parent was told says so to DSL and staff, while it runs and after", () => {
    const story = tell(oneToOne().after(recording(true)).wait(60_000));
    expect(notes(story)?.[0]).toEqual({
      sentence: "The lesson is being recorded in Teams. It began before the parent was told.",
      amiss: true,
    });
    const both = () => [parentWords(story.lesson, ZONE), untold(story)];
    const begun = /began before the parent was told/;
    for (const words of both()) expect(words).toMatch(begun);
    story.wait(60_000).after(recording(false));
    for (const words of both()) expect(words).toMatch(begun);
    story.after({ report: "meeting-ended" });
    for (const words of both()) expect(words).toMatch(begun);
  });

  it("a recording of which the parent was told first is none of these", () => {
    const story = tell(oneToOne()).wait(1000).after(recording(true));
    expect([untold(story), notes(story)?.[0]?.amiss]).toEqual([undefined, false]);
    expect(parentWords(story.lesson, ZONE)).not.toMatch(/began before/);
  });

  it("what was told of one recording is not told of the next, once the parent was back", () => {
    const story = tell(oneToOne()).wait(1000).after(recording(true)).wait(1000).after(recording(false));
    story.press({ press: "parent-stays" });
    story.wait(1000).after(recording(true)).wait(1000).after(recording(false));
    expect(untold(story)).toBe("A Teams recording from 10:00:03 to 10:00:04, with no parent told of it.");
    tell(story.wait(1000));
    expect(untold(story)).toBe(
      "A Teams recording from 10:00:03 to 10:00:04; it was over before the parent was told, at 10:00:05.",
    );
  });

  it("one of a class that is called a one-to-one while it runs began with no parent told", () => {
    const story = arrival().after(recording(true));
    expect(untold(story)).toBeUndefined();
    story.press({ press: "choose-kind", kind: "one-to-one" });
    expect(untold(tell(story.wait(1000)))).toMatch(/; it began before the parent was told, at 10:00:01\.$/);
  });
});

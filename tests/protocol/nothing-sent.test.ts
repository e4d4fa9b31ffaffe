import { addMs } from "../../src/protocol/clock-time.ts";
import { concernView } from "../../src/protocol/concern-view.ts";
import { lessonView } from "../../src/protocol/lesson-view.ts";
import { CHANNEL, ConcernStory, DSL, HOLDERS, raising } from "./concern-story.ts";
import { arrival, type Story } from "./story.ts";

const OFFICE = "Phone the school office now on 01234 567890.";

const around = (at: string, laterMs: number) => ({
  now: addMs(at, laterMs),
  timeZone: "Europe/London",
  phone: "01234 567890",
});
const ofConcern = (story: ConcernStory, laterMs: number) =>
  concernView(story.concern, "raiser", around(story.now, laterMs)).notSent;
const ofLesson = (story: Story, mine: readonly ConcernStory[], laterMs: number) =>
  lessonView(
    story.lesson,
    "organiser",
    mine.map((one) => one.concern),
    undefined,
    around(story.now, laterMs),
  ).notSent;

describe("what nobody could send for fifteen seconds", () => {
  test("a concern: said from then on, with the number, and not before", () => {
    const story = new ConcernStory(raising("child"));
    expect(ofConcern(story, 14_999)).toBeUndefined();
    expect(ofConcern(story, 15_000)).toBe(`Teams has taken no message about this for 15 seconds. ${OFFICE}`);
  });

  test("an e-mail that went out is named, and is not enough", () => {
    const mail = { to: "mail", person: DSL.id, as: "dsl" } as const;
    const story = new ConcernStory(
      raising("child"),
      { do: "not-told", target: CHANNEL, reason: "503", final: false, holders: HOLDERS, ways: ["mail"] },
      { do: "told", target: mail },
    );
    expect(ofConcern(story, 15_000)).toContain("An e-mail was sent at");
  });

  test.each([
    ["told", { do: "told", target: CHANNEL }],
    ["taken by somebody", { do: "have-it", by: DSL }],
  ] as const)("a concern that is %s waits for nothing", (_, command) => {
    expect(ofConcern(new ConcernStory(raising("child"), command), 60_000)).toBeUndefined();
  });

  test("is said at the top of the panel of whoever raised it, and of nobody else", () => {
    const story = arrival();
    const mine = new ConcernStory(raising("child"));
    expect(ofLesson(story, [mine], 60_000)).toContain(OFFICE);
    const others = ofLesson(story, [], 60_000);
    expect(others ?? "").not.toContain("message");
    const { doors } = story.lesson;
    const answered = doors.seen !== undefined && doors.asked !== undefined && doors.seen.at >= doors.asked.at;
    expect(others === undefined).toBe(answered);
  });
});

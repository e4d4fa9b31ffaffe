import type { DrawnFrom, StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { decide } from "../../../src/protocol/lesson/decide.ts";
import { PRESSES, type PressName } from "../../../src/protocol/lesson/presses.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { sweepCount } from "../../../src/protocol/lesson/sweep.ts";
import { arrival, guest, roster, type Story, TEACHER, typesOf, user, withCameras } from "./story.ts";

const pressed = (story: Story, staff: StaffCommand, drawnFrom?: DrawnFrom, lesson: Lesson = story.lesson) =>
  decide(lesson, { by: TEACHER, staff, ...(drawnFrom === undefined ? {} : { drawnFrom }) }, story.around);
const wordsOf = (decision: ReturnType<typeof pressed>): string =>
  "refused" in decision ? decision.say : "done";

describe("a press on a card that was drawn before the lesson changed", () => {
  const paused = (): Story => {
    const story = arrival();
    story.press({ press: "pause" });
    return story;
  };

  it("opens nothing: it is refused, and says so", () => {
    const story = paused();
    const old = { turn: story.lesson.turn - 1 };
    expect(typesOf(pressed(story, { press: "resume" }, old))).toEqual(["refused: behind"]);
    expect(wordsOf(pressed(story, { press: "resume" }, old))).toMatch(/^Nothing was done: /);
    expect(typesOf(pressed(story, { press: "resume" }, { turn: story.lesson.turn }))).toContain("Resumed");
    // The panel's own press, which is always up to date, does not say in which state it was drawn.
    expect(typesOf(pressed(story, { press: "resume" }))).toContain("Resumed");
  });

  it("is taken where it protects children, however old the card is", () => {
    const story = arrival();
    for (const [press, fact] of [
      ["pause", "Paused"],
      ["end-for-all", "EndAsked"],
    ] as const)
      expect(typesOf(pressed(story, { press }, { turn: 0 }))).toContain(fact);
  });

  describe("and checks all the others", () => {
    const three = (): Story =>
      withCameras(
        arrival().after(
          roster(
            user("r-teacher", TEACHER),
            guest("r-amara", "Amara Okafor"),
            guest("r-ben", "Ben Price"),
            guest("r-chidi", "Chidi Nwosu"),
          ),
        ),
      );

    it.each([
      [3, "done"],
      [4, "done"],
      [2, "Nothing was checked: 1 pupil has come since this was drawn. Look at them, then press again."],
      [1, "Nothing was checked: 2 pupils have come since this was drawn. Look at them, then press again."],
    ])("of three pupils, where it spoke of %d: %s", (toCheck, words) => {
      const story = three();
      expect(sweepCount(story.lesson, "all-others-fine")).toBe(3);
      for (const press of ["all-others-fine", "names-match"] as const)
        expect(wordsOf(pressed(story, { press }, { turn: 0, toCheck }))).toBe(words);
    });

    it("is taken where the card did not say of how many it spoke", () => {
      expect(wordsOf(pressed(three(), { press: "all-others-fine" }, { turn: 0 }))).toBe("done");
    });
  });
});

describe("while a later version has written facts that this one does not know", () => {
  const { lesson, story } = { story: arrival(), lesson: { ...arrival().lesson, laterFacts: true as const } };
  const protects = (press: PressName): boolean => "protects" in PRESSES[press];

  it.each(["pause", "end-for-all", "cameras-off", "let-cameras-on", "all-others-fine"] as const)(
    "%s is taken where it protects children, and asked for again in a moment where it does not",
    (press) => {
      const words = wordsOf(pressed(story, { press }, undefined, lesson));
      if (protects(press)) expect(words).toBe("done");
      else
        expect(words).toMatch(
          /^Lesson Guard is being updated\. Nothing was changed: press again in a moment\./,
        );
    },
  );

  it("what Teams reports is kept, for it is a fact whichever instance hears it", () => {
    const report = { report: "meeting-ended" } as const;
    expect(typesOf(decide(lesson, { report }, story.around))).toContain("MeetingEnded");
  });
});

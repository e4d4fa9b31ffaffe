import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { HOW_TO_STOP } from "../../../src/protocol/lesson/one-to-one.ts";
import { endingOf, ordinaryEndOf } from "../../../src/protocol/screen/ending.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";

const ZONE = "Europe/London";

const list = (recording: boolean) =>
  roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording });

/** A one-to-one whose parent was told, recorded in Teams. */
const recorded = (): Story => {
  const story = arrival().after(list(false));
  story.press({ press: "choose-kind", kind: "one-to-one" });
  story.press({ press: "parent-cannot-stay" });
  story.press({ press: "parent-told", reason: "at work" });
  return story.after(list(true));
};

/** Every place that says how the lesson is ended. */
const howToEnd = (story: Story): readonly string[] => {
  const { lesson, now } = story;
  return [
    ordinaryEndOf(lesson, now, ZONE) ?? "",
    ...(now >= (lesson.endsAt ?? "") ? [checklistOf(lesson, now).lead ?? ""] : []),
  ];
};

describe("a recording is stopped before the lesson is ended (S5)", () => {
  it.each([
    ["in time", 0],
    ["once its time is up", 61 * 60_000],
  ])("%s: each place that says how to end it says first how to stop the recording", (_when, ms) => {
    const story = recorded().wait(ms);
    const said = howToEnd(story);
    for (const words of said) expect(words).toContain(`First stop the recording. ${HOW_TO_STOP}`);
    story.report(list(false));
    for (const words of howToEnd(story)) expect(words).not.toContain("recording");
  });

  it("is said beside the parent's answer for as long as Teams shows it", () => {
    const story = recorded();
    const sentence = () =>
      lessonView(story.lesson, "organiser", [], undefined, { now: story.now, timeZone: ZONE, phone: "" })
        .parent?.sentence;
    expect(sentence()).toContain(`When the lesson is done, stop it. ${HOW_TO_STOP}`);
    story.report(list(false));
    expect(sentence()).not.toContain("stop it");
  });

  it("an end under way says that End meeting stops it too", () => {
    const story = recorded();
    story.press({ press: "end-for-all" });
    story.wait(4000).report({ report: "end-window-passed" });
    const around = { now: story.now, timeZone: ZONE, phone: "" };
    expect(endingOf(story.lesson, undefined, around)?.instruction).toContain(
      "End meeting. That stops the recording, too.",
    );
    story.report(list(false));
    expect(endingOf(story.lesson, undefined, around)?.instruction).not.toContain("recording");
  });
});

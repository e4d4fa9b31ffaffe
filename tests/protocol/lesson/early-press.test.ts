import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import type { Phase } from "../../../src/protocol/words.ts";
import { arrival, FOUND, MET, planned, Story, TEACHER, typesOf } from "./story.ts";

const live = (): Story => {
  const story = arrival();
  story.press({ press: "let-cameras-on" });
  return story;
};
const _paused = (): Story => {
  const story = live();
  story.press({ press: "pause" });
  return story;
};
const _window = (): Story => {
  const story = live();
  story.press({ press: "end-for-all" });
  return story;
};
describe("Pause and End for all in a lesson whose start no server has heard of", () => {
  it.each<[StaffCommand, Phase, readonly string[]]>([
    [
      { press: "pause" },
      "paused",
      ["MeetingStarted", "Paused", "OptionsAsked", "CallAsked", "FamilyCardAsked", "ChecklistAsked"],
    ],
    [
      { press: "end-for-all" },
      "shut",
      ["MeetingStarted", "EndAsked", "OptionsAsked", "CallAsked", "ChecklistAsked"],
    ],
  ])("begin it and do what they say: $press", (command, phase, facts) => {
    const story = planned();
    expect(typesOf(story.press(command))).toEqual(facts);
    expect(story.lesson).toMatchObject({ phase, startedAt: story.now, kind: "class" });
    expect(story.events.find(({ type }) => type === "MeetingStarted")?.data).toEqual({ source: "panel" });
  });

  it("undo and resume lead back to arrival", () => {
    const story = planned();
    story.press({ press: "end-for-all" });
    story.press({ press: "undo-end" });
    expect(story.lesson.phase).toBe("arrival");
    story.press({ press: "pause" });
    story.press({ press: "resume" });
    expect(story.lesson.phase).toBe("arrival");
  });

  it.each<[string, string | undefined, string]>([
    ["the day before", "2026-11-25T10:00:00Z", "refused: not-started"],
    ["31 minutes before", "2026-11-24T10:31:00Z", "refused: not-started"],
    ["half an hour before", "2026-11-24T10:30:00Z", "MeetingStarted"],
    ["at its time", "2026-11-24T10:00:00Z", "MeetingStarted"],
    [
      "after the end that was planned: it goes on, or is of a series",
      "2026-11-17T10:00:00Z",
      "MeetingStarted",
    ],
    [
      "weeks after the first of a series, an hour later since the clocks changed",
      "2026-09-08T09:00:00Z",
      "MeetingStarted",
    ],
    ["weeks after it, at another time of day", "2026-09-08T17:00:00Z", "refused: not-started"],
    ["weeks after it, the evening before", "2026-09-08T22:00:00Z", "refused: not-started"],
    ["where Teams gives no time", undefined, "MeetingStarted"],
    ["where the time cannot be read", "soon", "MeetingStarted"],
  ])("the first fact of a press %s is the right one", (_when, startsAt, first) => {
    const { startsAt: _startsAt, ...rest } = FOUND;
    for (const press of ["pause", "end-for-all"] as const) {
      const story = new Story().after(MET, startsAt === undefined ? rest : { ...rest, startsAt });
      story.press({ press: "choose-kind", kind: "group" });
      const decision = story.press({ press });
      expect(typesOf(decision)[0]).toBe(first);
      if ("refused" in decision)
        expect(decision.say).toBe("The lesson has not started. This works from the moment it does.");
    }
  });

  it("say that it is a lesson where no one has said so yet", () => {
    for (const press of ["pause", "end-for-all"] as const) {
      const story = new Story().after(MET, FOUND);
      expect(typesOf(story.press({ press })).slice(0, 2)).toEqual(["KindChosen", "MeetingStarted"]);
      expect(story.lesson.kind).toBe("class");
      expect(story.events.find(({ type }) => type === "KindChosen")).toMatchObject({
        data: { by: TEACHER.id, how: "staff" },
        personal: { byName: TEACHER.name },
      });
      expect(story.lesson.doors.asked?.options).toMatchObject({
        mic: false,
        camera: false,
        chat: "disabled",
      });
    }
  });

  it("leave alone what staff said is no lesson", () => {
    const story = planned();
    story.press({ press: "choose-kind", kind: "not a lesson" });
    for (const press of ["pause", "end-for-all"] as const)
      expect(typesOf(story.press({ press }))).toEqual(["refused: not-a-lesson"]);
  });
});

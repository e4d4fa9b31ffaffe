import { alertLesson } from "../../../src/protocol/screen/alert-lesson.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { CHANNEL, ConcernStory, raising } from "../concern/story.ts";
import { ASSISTANT, arrival, guest, roster, type Story, user } from "../lesson/story.ts";

const FAMILIES = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")];

const paused = (): Story =>
  arrival()
    .after(roster(...FAMILIES))
    .wait(20_000)
    .after({ report: "alone-due" });
const since = (story: Story, ref = story.lesson.aloneAlert?.ref ?? ""): readonly string[] =>
  alertLesson(story.lesson, ref, "UTC").since;

/** Teams shows the options as they were asked for. */
const confirmed = (story: Story): Story => {
  const asked = story.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing was asked");
  return story.wait(400).after({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
};

it("every alert of a lesson says that it is being ended from the press on, and not once that is undone", () => {
  const stands = (story: Story) => alertLesson(story.lesson, "another", "UTC");
  const story = arrival().wait(60_000);
  expect(stands(story)).toEqual({ state: "on", since: [] });
  story.press({ press: "end-for-all" });
  const ending = { state: "being ended", endAskedAt: "2026-11-24T10:01:00.000Z", since: [] };
  expect(stands(story)).toEqual(ending);
  expect(story.duties.map(({ work }) => work.kind)).toContain("redraw-alerts");
  story.wait(1000).press({ press: "undo-end" });
  expect(stands(story)).toEqual({ state: "on", since: [] });
  story.press({ press: "end-for-all" });
  story.wait(4000).after({ report: "end-window-passed" });
  expect(stands(story)).toMatchObject({ state: "being ended", endAskedAt: "2026-11-24T10:01:01.000Z" });
  story.after({ report: "meeting-ended" });
  expect(stands(story)).toEqual({ state: "over", since: [] });
});

const REMOVED = "Without staff, everyone is removed at 10:05.";

describe("given pupils without staff, the alert about it", () => {
  it("says that it is paused once Teams shows the setting and that no one sends, and nothing before", () => {
    const story = paused();
    expect(since(story)).toEqual([REMOVED]);
    expect(since(confirmed(story))).toEqual([REMOVED]);
    const loud = FAMILIES.map((one) => ({ ...one, cameraOn: true }));
    expect(since(story.after(roster(...loud)))).toEqual([REMOVED]);
    expect(since(story.wait(60_000).after(roster(...FAMILIES)))).toEqual(["Paused 10:01.", REMOVED]);
  });

  it("says when everyone is removed only while a list of now shows them, and Lesson Guard can remove", () => {
    expect(since(paused().after({ report: "call-not-read", call: "call1" })).join()).not.toContain("removed");
    expect(
      since(paused().after({ report: "call-lost", call: "call1", code: 500, subcode: 0 })).join(),
    ).not.toContain("removed");
  });

  it.each([
    [
      "a member of staff is back",
      roster(user("r-2", ASSISTANT), ...FAMILIES),
      "A member of staff was back in it at 10:01.",
    ],
    [
      "everyone has left",
      roster(...FAMILIES.map((one) => ({ ...one, place: "out" as const }))),
      "It was empty at 10:01.",
    ],
    [
      "the call is lost",
      { report: "call-lost", call: "call1", code: 0, subcode: 1 },
      "Lesson Guard lost the call at 10:01 and cannot see whether a member of staff is in it.",
    ],
  ] as const)("says when %s", (_what, report, sentence) => {
    expect(since(paused().wait(60_000).after(report))).toContain(sentence);
  });

  it("says that they are without staff again, where it covers that too", () => {
    const story = paused()
      .wait(60_000)
      .after(roster(user("r-2", ASSISTANT), ...FAMILIES));
    story.press({ press: "resume" });
    story.wait(60_000).after(roster(...FAMILIES));
    expect(since(story)).toEqual(["No member of staff has been in it again since 10:02."]);
  });

  it("is the only one of its lesson that says so, and says that staff came back once the lesson is over, too", () => {
    const story = paused()
      .wait(60_000)
      .after(roster(user("r-2", ASSISTANT), ...FAMILIES));
    expect(since(story, "another")).toEqual([]);
    story.after({ report: "meeting-ended" });
    expect(alertLesson(story.lesson, story.lesson.aloneAlert?.ref ?? "", "UTC")).toEqual({
      state: "over",
      since: ["A member of staff was back in it at 10:01."],
    });
  });

  it("goes on saying that staff came back when they have resumed it", () => {
    const story = paused()
      .wait(60_000)
      .after(roster(user("r-2", ASSISTANT), ...FAMILIES));
    story.press({ press: "resume" });
    expect(since(story)).toEqual(["A member of staff was back in it at 10:01."]);
  });

  it("stands in the panel with how far it has come, until staff are back", () => {
    const story = paused();
    const alone = new ConcernStory(raising("alone"));
    const said = (): string => {
      const around = { now: story.now, timeZone: "UTC", phone: "01234 567890" };
      const view = lessonView(story.lesson, "organiser", [], { alone: alone.concern }, around);
      return view.notices?.find(({ about }) => about === "alone")?.sentence ?? "";
    };
    expect(said()).not.toContain("Sent to");
    alone.take({ do: "told", target: CHANNEL });
    expect(said()).toContain("Sent to the DSL channel at 10:00");
    story.wait(60_000).after(roster(user("r-2", ASSISTANT), ...FAMILIES));
    expect(said()).not.toContain("Sent to");
  });
});

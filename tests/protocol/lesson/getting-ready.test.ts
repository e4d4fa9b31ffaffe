import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import { FOUND, guest, MET, roster, Story, TEACHER, typesOf, user } from "./story.ts";

const SOON = ["2026-11-24T10:25:00.000Z", "2026-11-24T10:28:00.000Z"];
const planned = (): Story => {
  const story = new Story().after(MET, { ...FOUND, readyAt: SOON });
  story.press({ press: "choose-kind", kind: "class" });
  return story;
};
const ready = (): Story =>
  planned()
    .wait(25 * 60_000)
    .after({ report: "get-ready" });
const EMPTY = { ...roster(), sinceEnd: false };

describe("minutes before the start", () => {
  it("the work stands at the moments the school has set", () => {
    const story = planned();
    const due = story.events
      .flatMap((event) => dutiesFor(story.lesson, event))
      .filter(({ work }) => work.kind === "remind" && work.of === "get-ready");
    expect(due.map(({ afterMs }) => afterMs)).toEqual([25 * 60_000, 28 * 60_000]);
  });

  it("the doors are set once more and read back, and Lesson Guard is to join, once", () => {
    const story = planned().wait(25 * 60_000);
    const decision = story.report({ report: "get-ready" });
    expect(typesOf(decision)).toEqual(["GettingReady", "CallAsked"]);
    const kinds = story.events
      .slice(-2)
      .flatMap((event) => dutiesFor(story.lesson, event))
      .map((one) => one.work.kind);
    expect(kinds).toEqual(expect.arrayContaining(["set-options", "join-call"]));
    expect(typesOf(story.wait(180_000).report({ report: "get-ready" }))).toEqual(["GettingReady"]);
  });

  it("joining before anyone is there begins nothing: no card goes out", () => {
    const story = ready().after(
      { report: "call-waiting", call: "c" },
      { report: "call-entered", call: "c" },
      EMPTY,
    );
    story.after(roster(guest("r-1", "Amara Okafor", "lobby")));
    expect(story.lesson).toMatchObject({ phase: "planned", call: { state: "in" } });
    for (const type of ["FamilyCardAsked", "ChecklistAsked", "MeetingStarted"] as const)
      expect(story.count(type)).toBe(0);
    story.report(roster(user("r-teacher", TEACHER)));
    expect(story.lesson).toMatchObject({ phase: "arrival", call: { state: "in", call: "c" } });
    expect(story.count("CallAsked")).toBe(1);
  });

  it.each([5012, 5020, 5855])(
    "a call that Teams ended before anyone came (%s) is joined again at the start",
    (subcode) => {
      const story = ready().after({ report: "call-entered", call: "c" }, EMPTY);
      story.after({ report: "call-lost", call: "c", code: 200, subcode });
      expect(story.lesson.phase).toBe("planned");
      story.report({ report: "meeting-started", source: "event" });
      expect(story.lesson.call.state).toBe("asked");
    },
  );

  it("nothing is done for what is no lesson, or has begun", () => {
    const none = new Story().after(MET, { ...FOUND, readyAt: SOON });
    expect(typesOf(none.report({ report: "get-ready" }))).toEqual([]);
    const on = planned().after({ report: "meeting-started", source: "event" });
    expect(typesOf(on.report({ report: "get-ready" }))).toEqual([]);
  });
});

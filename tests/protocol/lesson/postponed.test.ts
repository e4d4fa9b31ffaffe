import { postponedOf } from "../../../src/desk/families/meetings.ts";
import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { ordinaryEndOf } from "../../../src/protocol/screen/ending.ts";
import { parentWords } from "../../../src/protocol/screen/parent-view.ts";
import { summaryOf } from "../../../src/protocol/screen/summary.ts";
import { rule } from "../rules/given.ts";
import { arrival, FOUND, guest, MET, roster, Story, TEACHER, user } from "./story.ts";

const ZONE = "Europe/London";
const around = (story: Story) => ({ now: story.now, timeZone: ZONE, phone: "01234 567890" });
const FAMILY = roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)"));

const cannotStay = (story = arrival()): Story => {
  story.after(FAMILY);
  story.press({ press: "choose-kind", kind: "one-to-one" });
  story.press({ press: "parent-cannot-stay" });
  return story;
};
const postponed = (story = cannotStay()): Story => {
  story.press({ press: "parent-not-told", why: "not reached" });
  return story;
};

const summary = (story: Story): Readonly<Record<string, string>> =>
  Object.fromEntries(
    summaryOf(story.lesson, undefined, around(story)).map(({ label, value }) => [label, value]),
  );

/** A meeting that Lesson Guard cannot reach. */
const beyondReach = (): Story =>
  cannotStay(
    new Story().after(MET, { ...FOUND, protectable: false }, { report: "meeting-started", source: "event" }),
  );
const lost = (): Story => cannotStay().after({ report: "call-lost", call: "call1", code: 0, subcode: 1 });

describe(`${rule("S5")} A lesson that is postponed`, () => {
  it("is not asked whether it is done: no surface has two ways to end it", () => {
    const story = postponed();
    expect(ordinaryEndOf(story.lesson, story.now, ZONE)).toBeUndefined();
    const card = checklistFace(story.lesson, around(story));
    expect([card.lead, ...card.lines, ...card.quiet].join(" ")).not.toMatch(/Lesson done/);
    expect(card.lead).toMatch(/^No recording, so the lesson is postponed\..* press End lesson/);
  });

  it.each([
    ["not in the call", lost],
    ["kept out of the meeting", beyondReach],
  ])("says the way that there is where Lesson Guard is %s: everywhere the same", (_where, begun) => {
    const story = postponed(begun());
    const again = story.press({ press: "parent-not-told", why: "not reached" });
    const said = [checklistOf(story.lesson, story.now).lead ?? "", "say" in again ? again.say : ""];
    for (const one of said) {
      expect(one).toMatch(
        /postponed\. Say goodbye, then end it: in Teams press the arrow beside Leave, then End meeting\.$/,
      );
      expect(one).not.toContain("End lesson");
    }
    // It stands beside the next step, and leaves it to that.
    expect(parentWords(story.lesson, ZONE)).toMatch(/ The lesson is postponed\.$/);
  });

  it("is said to be that afterwards, in summary and export", () => {
    const story = postponed();
    story.press({ press: "end-lesson" });
    story.after({ report: "meeting-ended" });
    expect(summary(story)["Parent"]).toMatch(
      /was not reached, noted at \d+:\d\d\. The lesson was postponed\.$/,
    );
    const [section] = lessonDocument(story.lesson, story.events, { ...around(story), school: "" }).sections;
    const rows = new Map(section?.table?.rows.map(([what = "", value = ""]) => [what, value]));
    expect(rows.get("Parent")).toBe(summary(story)["Parent"]);
    // Nothing is asked of a recording that neither was nor was to be.
    expect([...rows.keys()].filter((what) => /recorded|told/.test(what))).toEqual(["When it was recorded"]);
  });

  it("is said to have gone on where it did", () => {
    const story = postponed().wait(60_000).after({ report: "unrecorded-due" }, { report: "meeting-ended" });
    expect(summary(story)["Parent"]).toMatch(/The lesson was to be postponed, and went on\.$/);
    expect(summary(story)["Without parent and recording"]).toMatch(/there was to be no recording/);
  });
});

describe("the page of its family", () => {
  const ended = (story = postponed()): Story => {
    story.press({ press: "end-lesson" });
    return story.after({ report: "meeting-ended" });
  };
  const said = (story: Story, family: string) => postponedOf(story.lesson, family, around(story));

  it("says when the lesson was to be that was postponed, for that day, and to no other family", () => {
    const story = ended();
    expect(said(story, "p-amara")).toBe("2026-11-24T10:00:00.000Z");
    expect(said(story, "p-ben")).toBeUndefined();
    expect(said(story.wait(24 * 60 * 60_000), "p-amara")).toBeUndefined();
  });

  it("says nothing of it while it is on, nor of one that was held", () => {
    expect(said(postponed(), "p-amara")).toBeUndefined();
    const held = cannotStay();
    held.press({ press: "parent-stays" });
    expect(said(held.after({ report: "meeting-ended" }), "p-amara")).toBeUndefined();
  });
});

it("a child whom no recording guards may leave: the end is offered as soon as staff were told, and said to be", () => {
  const story = cannotStay();
  story.press({ press: "parent-told", reason: "at work" });
  story.wait(60_000).after({ report: "unrecorded-due" });
  expect(checklistOf(story.lesson, story.now).presses.map(({ press }) => press)).toContain("end-lesson");
  expect(ordinaryEndOf(story.lesson, story.now, ZONE)).toBe(
    "Lesson done? Press End lesson: everyone is removed, and no one is alerted.",
  );
});

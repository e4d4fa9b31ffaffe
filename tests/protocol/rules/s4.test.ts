import { fullNames, tellLesson } from "../../../src/protocol/export/lesson-story.ts";
import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { checksInRecord, checksOf } from "../../../src/protocol/lesson/checks.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { parentWords } from "../../../src/protocol/screen/parent-view.ts";
import { arrival, guest, roster, type Story, TEACHER, user, withCameras } from "../lesson/story.ts";
import { givenLesson, pressed, reported, rule } from "./given.ts";

const oneToOne = (): Story => {
  const story = arrival();
  story.press({ press: "choose-kind", kind: "one-to-one" });
  return story;
};

const offered = ({ lesson, now }: Story): readonly string[] =>
  checklistOf(lesson, now)
    .presses.map(({ press }) => press)
    .filter((press) => press.startsWith("parent-"));

describe(rule("S4"), () => {
  it("asks whether the parent stays, from when the one-to-one begins", () => {
    expect(offered(oneToOne())).toEqual(["parent-stays", "parent-cannot-stay"]);
  });

  it.each([
    ["parent-stays", "stays"],
    ["parent-cannot-stay", "cannot stay"],
  ] as const)("keeps the answer, its time and who noted it: %s", (press, answer) => {
    const story = oneToOne();
    givenLesson(story)
      .when(pressed({ press }))
      .thenAmong({ type: "ParentAnswered", data: { answer, by: "teacher" } })
      .thenState(({ parent }) => expect(parent).toMatchObject({ answer, at: story.now, by: "teacher" }));
  });

  it("asks the same again when the parent leaves later", () => {
    const story = oneToOne();
    story.press({ press: "parent-stays" });
    expect(offered(story)).toEqual(["parent-left"]);
    story.press({ press: "parent-left" });
    expect(offered(story)).toEqual(["parent-stays", "parent-cannot-stay"]);
    expect(parentWords(story.lesson, "Europe/London")).toMatch(/^The parent left, noted at \d+:\d\d\./);
  });

  it("says to wait while the parent is away, and that Pause helps until it is pressed", () => {
    const story = oneToOne();
    story.press({ press: "parent-stays" });
    expect(story.press({ press: "parent-left" })).toMatchObject({
      say: expect.stringMatching(/^[^.]+\. Wait /),
    });
    const words = () => parentWords(story.lesson, "Europe/London");
    expect(words()).toMatch(/Wait with the lesson.*Pause turns mics and cameras off meanwhile\.$/);
    story.press({ press: "pause" });
    expect(words()).toMatch(/Wait with the lesson, and ask whether they can come back\.$/);
    story.after({ report: "meeting-ended" });
    expect(words()).not.toMatch(/Wait|Pause/);
  });

  it("takes back that a grown-up is with the child, wherever it stands, until the parent stays", () => {
    const story = withCameras(
      oneToOne().after(roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)"))),
    );
    story.press({ press: "parent-stays" });
    story.press({ press: "all-others-fine" });
    const [grownUp] = checksOf(story.lesson);
    expect(grownUp).toMatchObject({ check: "adult present", state: "done" });
    for (const [press, words] of [
      ["parent-left", "the parent has left"],
      ["parent-cannot-stay", "the parent cannot stay"],
    ] as const) {
      story.press({ press });
      const list = checklistOf(story.lesson, story.now);
      expect(list.items[0]).toMatchObject({
        state: "no",
        done: 0,
        words: expect.stringContaining(words),
      });
      expect(list.lead).not.toMatch(/all three are checked/i);
      expect(checksInRecord(story.lesson)[0]?.words).toBe(`1 seen; then ${words}`);
    }
    story.press({ press: "parent-stays" });
    expect(checksOf(story.lesson)[0]).toMatchObject({ state: "done" });
  });

  it("asks anew where the meeting is opened again", () => {
    const story = oneToOne();
    story.press({ press: "parent-stays" });
    givenLesson(story.after({ report: "meeting-ended" }).wait(60_000))
      .when(reported({ report: "meeting-started", source: "event" }))
      .thenState(({ parent }) => expect(parent).toBeUndefined());
  });

  const AMARA = guest("r-amara", "Amara Okafor (Guest)");
  const BEN = guest("r-ben", "Ben Price (Guest)");
  const inside = (...people: readonly RosterPerson[]) => roster(user("r-teacher", TEACHER), ...people);

  it.each(["parent-stays", "parent-cannot-stay"] as const)(
    "asks anew once another child is inside alone, whatever was answered for the one before: %s",
    (press) => {
      const story = oneToOne().after(inside(AMARA));
      story.press({ press });
      story.after(inside());
      // Back on another device, it is the same child.
      story.after(inside({ ...AMARA, id: "r-amara-again" }));
      expect(story.lesson.parent).toBeDefined();
      story.after(inside({ ...AMARA, id: "r-amara-again" }, BEN));
      expect(story.count("ParentAnswerOver")).toBe(0);
      story.after(inside(BEN));
      expect([story.lesson.parent, story.count("ParentAnswerOver")]).toEqual([undefined, 1]);
      expect(offered(story)).toEqual(["parent-stays", "parent-cannot-stay"]);
      expect(tellLesson(story.events, fullNames(story.lesson)).map(({ sentence }) => sentence)).toContain(
        "Another child was inside: their parent was to be asked whether they stay.",
      );
    },
  );

  it("asks anew once it is sorted out that the child inside is another", () => {
    const story = oneToOne().after(inside(AMARA));
    story.press({ press: "parent-stays" });
    story.after(inside(guest("r-ipad", "iPad")));
    expect(story.lesson.parent).toBeDefined();
    story.press({ press: "recognise", person: "r-ipad", recognition: { as: "pupils", pupils: ["p-ben"] } });
    expect(story.lesson.parent).toBeUndefined();
    // The same device, and only its name was wrong.
    const same = oneToOne().after(inside(AMARA));
    same.press({ press: "parent-stays" });
    same.press({ press: "recognise", person: "r-amara", recognition: { as: "pupils", pupils: ["p-ben"] } });
    expect(same.lesson.parent).toBeDefined();
  });

  it("asks anew where the lesson was of another kind in between; a kind undone changes nothing", () => {
    const story = oneToOne().after(inside(AMARA));
    story.press({ press: "parent-stays" });
    story.press({ press: "choose-kind", kind: "group" });
    story.press({ press: "choose-kind", kind: "one-to-one" });
    expect(offered(story)).toEqual(["parent-stays", "parent-cannot-stay"]);
    story.press({ press: "parent-stays" });
    story.press({ press: "choose-kind", kind: "group" });
    story.press({ press: "undo-kind" });
    expect(offered(story)).toEqual(["parent-left"]);
  });

  it("is asked in no lesson with a class or a group, and can be answered in none", () => {
    for (const kind of ["class", "group"] as const) {
      const story = arrival();
      story.press({ press: "choose-kind", kind });
      expect(offered(story)).toEqual([]);
      for (const press of ["parent-stays", "parent-cannot-stay", "parent-left"] as const)
        givenLesson(story).when(pressed({ press })).thenRefused("not-a-one-to-one");
    }
  });

  it("says of a second press that it was noted, and notes nothing", () => {
    const story = oneToOne();
    story.press({ press: "parent-stays" });
    givenLesson(story)
      .when(pressed({ press: "parent-stays" }))
      .thenNothing();
  });
});

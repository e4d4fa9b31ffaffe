import { fullNames, tellLesson } from "../../../src/protocol/export/lesson-story.ts";
import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { pupilRows, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "./story.ts";

const LATER = { press: "recognise", person: "r-x", recognition: { as: "later" } } as const;

const AMARA = guest("r-amara", "Amara Okafor (Guest)");

const withIpad = (): Story =>
  arrival().after(roster(user("r-teacher", TEACHER), AMARA, guest("r-x", "iPad")));

const next = ({ lesson, now }: Story) => {
  const { lead, presses } = checklistOf(lesson, now);
  return { lead, press: presses.find(({ primary }) => primary === true)?.press };
};

const cameras = (story: Story): Story => {
  story.press({ press: "let-cameras-on" });
  return story.after(
    roster(
      user("r-teacher", TEACHER),
      { ...AMARA, cameraOn: true },
      { ...guest("r-x", "iPad"), cameraOn: true },
    ),
  );
};

describe("a name that staff cannot know yet (C6)", () => {
  it("is left for later in one press, and stops nothing: cameras come on, so that it can be seen", () => {
    const story = withIpad();
    expect(next(story)).toEqual({ lead: "First sort out 1 name.", press: "open-panel" });
    expect(story.press(LATER)).toMatchObject({ say: "Left for later. It stays in the list." });
    expect(next(story)).toEqual({
      lead: "1 inside is not known: remove them if you do not expect them. Now let cameras on: no grown-up can be seen yet.",
      press: "let-cameras-on",
    });
  });

  it("is never said to be well while they are inside, and the record does not say that they were not expected", () => {
    const story = withIpad();
    const well = () =>
      lessonView(story.lesson, "organiser", [], {}, { now: story.now, timeZone: "Europe/London", phone: "" })
        .well;
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("no options were asked for");
    story.after({ report: "options-seen", asked, seen: asked, coOrganisersSet: true });
    story.press(LATER);
    expect(well()).toBeUndefined();
    story.after(roster(user("r-teacher", TEACHER), AMARA));
    expect(well()).toBeDefined();
    const told = tellLesson(story.events, fullNames(story.lesson)).map(({ sentence }) => sentence);
    expect(told).toContain("Miss Hart left for later who iPad is.");
    expect(told.join()).not.toContain("not expected");
  });

  it("stays to be sorted out, is no pupil, and keeps the name check open", () => {
    const story = withIpad();
    story.press(LATER);
    expect(unknownPeople(story.lesson)).toMatchObject([{ person: "r-x", later: true }]);
    expect(unknownPeople(story.lesson)[0]?.offers).toEqual(["pupil", "stranger", "remove"]);
    expect(pupilRows(story.lesson).filter(({ people }) => people.includes("r-x"))).toEqual([]);
    cameras(story);
    const { lead, press } = next(story);
    expect({ lead, press }).toEqual({ lead: expect.stringMatching(/^1 name left for later/), press });
    story.press({ press: "all-others-fine" });
    expect(
      checklistOf(story.lesson, story.now).items.find(({ check }) => check === "name shown")?.state,
    ).toBe("your turn");
  });

  it("is sorted out later like any other, and can be undone", () => {
    const story = withIpad();
    story.press(LATER);
    story.press({ press: "undo-press", of: story.lesson.acts[TEACHER.id]?.at ?? "" });
    expect(next(story).lead).toBe("First sort out 1 name.");
    story.press(LATER);
    story.press({ press: "recognise", person: "r-x", recognition: { as: "pupils", pupils: ["p-ben"] } });
    expect(unknownPeople(story.lesson)).toEqual([]);
  });

  it("is asked of anew when the person comes back: nothing was said of who they are", () => {
    const story = withIpad();
    const mum = guest("r-y", "Mum's phone");
    story.report(roster(user("r-teacher", TEACHER), AMARA, mum));
    story.press({ ...LATER, person: "r-y" });
    story.report(roster(user("r-teacher", TEACHER), AMARA));
    story.report(roster(user("r-teacher", TEACHER), AMARA));
    story.report(roster(user("r-teacher", TEACHER), AMARA, { ...mum, id: "r-z" }));
    expect(unknownPeople(story.lesson).find(({ person }) => person === "r-z")).not.toHaveProperty("later");
  });
});

describe("what a sweep does not cover", () => {
  it("stands on the button and in the step before the press, and in the answer after it", () => {
    const story = cameras(arrival());
    story.after(
      roster(
        user("r-teacher", TEACHER),
        { ...AMARA, cameraOn: true },
        { ...guest("r-ben", "Ben Price"), cameraOn: true },
      ),
    );
    const title = () =>
      checklistOf(story.lesson, story.now).presses.find(({ press }) => press === "all-others-fine")?.title;
    expect(title()).toBe("All others fine");
    story.press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" });
    expect(title()).toBe("All others fine (all but 1)");
    expect(next(story).lead).toMatch(/^1 still open: All others fine does not cover it\./);
    expect(story.press({ press: "all-others-fine" })).toMatchObject({
      say: "1 pupil checked together. 1 left: not right yet.",
    });
    expect(story.lesson.pupils["p-ben"]?.checked).toBeUndefined();
  });
});

import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { mayCheck } from "../../../src/protocol/lesson/offers.ts";
import { unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { arrival, ended, FOUND, guest, MET, roster, Story, TEACHER, user } from "./story.ts";

const rowOf = (story: Story, person: string) =>
  unknownPeople(story.lesson).find((one) => one.person === person);

const withStranger = (place: "lobby" | "in", identity: "guest" | "phone" | "application" = "guest"): Story =>
  arrival().after(roster(user("r-teacher", TEACHER), { ...guest("r-x", "xx_dark_xx", place), identity }));

describe("nothing is offered that can only be refused", () => {
  it.each(["guest", "phone", "application"] as const)("a %s is never offered as staff", (identity) => {
    const story = withStranger("in", identity);
    const offers = ["pupil", "stranger", ...(identity === "guest" ? ["later"] : []), "remove"];
    expect(rowOf(story, "r-x")?.offers).toEqual(offers);
    const decision = story.press({ press: "recognise", person: "r-x", recognition: { as: "staff" } });
    expect(decision).toMatchObject({ refused: "no-account" });
  });

  it("in the lobby there is no Remove, and Teams' own press is named", () => {
    const story = withStranger("lobby");
    expect(rowOf(story, "r-x")).toMatchObject({
      offers: ["pupil", "stranger", "later"],
      byHand: "To keep them out: Deny in Teams: People.",
    });
    expect(story.press({ press: "remove", person: "r-x" })).toMatchObject({ refused: "in-lobby" });
  });

  it("without the calling bot there is no Remove; marked already, they are not marked again", () => {
    const story = withStranger("in");
    story.press({ press: "recognise", person: "r-x", recognition: { as: "stranger" } });
    expect(rowOf(story, "r-x")?.offers).toEqual(["pupil", "remove"]);
    story.press({ press: "remove", person: "r-x" });
    expect(rowOf(story, "r-x")).toMatchObject({
      offers: ["pupil"],
      byHand: "Teams is asked to remove them.",
    });
    story.report({ report: "call-lost", call: "call1", code: 0, subcode: 1 });
    expect(rowOf(story, "r-x")?.offers ?? []).not.toContain("remove");
  });

  it("after the end no one is recognised, checked or put right, and the server refuses the same", () => {
    const story = arrival();
    story.press({ press: "note-exception", pupil: "p-ben", reason: "dress" });
    story.after(roster(user("r-teacher", TEACHER), guest("r-x", "iPad"), guest("r-ben", "Ben Price")));
    story.press({ press: "end-for-all" });
    expect(mayCheck(story.lesson)).toBe(false);
    expect(rowOf(story, "r-x")?.offers).toEqual(["remove"]);
    expect(rowOf(story, "r-x")?.suggestions).toEqual([]);
    for (const decision of [
      story.press({ press: "put-right", pupil: "p-ben", reason: "dress" }),
      story.press({ press: "recognise", person: "r-x", recognition: { as: "pupils", pupils: ["p-amara"] } }),
      story.press({ press: "check-pupil", pupil: "p-ben" }),
    ])
      expect(decision).toMatchObject({ refused: "shut" });
  });

  it("Undo only while it helps; Pause and End for all only from when the lesson may be on", () => {
    const presses = (story: Story) => checklistOf(story.lesson, story.now).presses.map(({ press }) => press);
    const story = arrival();
    story.press({ press: "end-for-all" });
    expect(presses(story)).toContain("undo-end");
    expect(presses(story.wait(4000))).not.toContain("undo-end");
    expect(presses(ended())).not.toContain("undo-end");
    const early = new Story().after(MET, {
      ...FOUND,
      startsAt: "2026-11-24T12:00:00.000Z",
      recognise: "all",
    });
    expect(presses(early)).not.toContain("pause");
    expect(early.press({ press: "pause" })).toMatchObject({ refused: "not-started" });
    expect(presses(early.wait(90 * 60_000))).toEqual(expect.arrayContaining(["pause", "end-for-all"]));
  });

  it("cameras and mics of a meeting that cannot be protected are not offered", () => {
    const story = new Story().after(
      MET,
      { ...FOUND, protectable: false, recognise: "all" },
      { report: "meeting-started", source: "event" },
    );
    expect(checklistOf(story.lesson, story.now).presses.map(({ press }) => press)).toEqual([
      "pause",
      "end-for-all",
      "tell-dsl",
      "about-adult",
      "open-panel",
    ]);
  });
});

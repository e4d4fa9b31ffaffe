import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { arrival, guest, roster, TEACHER, user } from "./story.ts";

const FAMILY = [user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")];
const marked = () => {
  const story = arrival().after(roster(...FAMILY, guest("r-x", "xx_dark_xx")));
  story.press({ press: "recognise", person: "r-x", recognition: { as: "stranger" } });
  return story;
};

describe("a person who is not expected (C4)", () => {
  it("is no name to sort out while inside, but is to be removed before the checks", () => {
    const { lesson, now } = marked();
    expect(checklistOf(lesson, now).lead).toBe("First remove 1 person who is not expected.");
  });

  it("stays not expected when they knock again, and holds up nothing from the lobby", () => {
    const story = marked();
    story.after(roster(...FAMILY), roster(...FAMILY, guest("r-x2", "xx_dark_xx", "lobby")));
    expect(unknownPeople(story.lesson)).toMatchObject([
      {
        person: "r-x2",
        notExpected: true,
        warning: "marked as not expected",
        byHand: "To keep them out: Deny in Teams: People.",
      },
    ]);
    expect(checklistOf(story.lesson, story.now).lead).toMatch(/^Now let cameras on/);
  });
});

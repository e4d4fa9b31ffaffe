import { cardDuties, cardsOf } from "../../../src/protocol/lesson/card-duties.ts";
import { askFace } from "../../../src/protocol/screen/card-faces.ts";
import { around } from "./drawn.ts";
import { arrival, FOUND, MET, Story, TEACHER } from "./story.ts";

describe("the question of the kind", () => {
  const asked = () => new Story().after(MET, FOUND);
  const face = ({ lesson, now }: Story) => askFace(lesson, around(now));

  it("once answered, wherever that was, stands answered", () => {
    const story = asked();
    const { lesson: before } = story;
    expect(face(story).buttons.map(({ kind }) => kind)).toEqual([
      "class",
      "group",
      "one-to-one",
      "not a lesson",
    ]);
    story.press({ press: "choose-kind", kind: "class" });
    expect(cardDuties(before, story.lesson, story.now).map(({ work }) => work.kind)).toContain("ask-kind");
    expect(face(story)).toMatchObject({ title: "Class lesson", buttons: [{ press: "undo-kind" }] });
  });

  it("taken back, it is asked again", () => {
    const story = asked();
    story.press({ press: "choose-kind", kind: "not a lesson" });
    const { lesson: before } = story;
    story.press({ press: "undo-kind" });
    expect(story.lesson.kind).toBeUndefined();
    expect(cardDuties(before, story.lesson, story.now).map(({ work }) => work.kind)).toEqual(["ask-kind"]);
    expect(face(story).buttons).toHaveLength(4);
    expect(cardsOf(story.lesson, story.now).size).toBe(1);
  });

  it("holds no way back once families are inside", () => {
    const story = arrival();
    expect(story.lesson.staff.map(({ person }) => person)).toContain(TEACHER.id);
    expect(face(story).buttons).toEqual([]);
  });

  it("is not drawn again by what goes on in the lesson, once there is nothing to press on it", () => {
    const story = arrival();
    for (const press of ["let-cameras-on", "let-mics-on", "mics-off", "pause", "resume"] as const) {
      const { lesson: before } = story;
      story.press({ press });
      expect(story.lesson.turn).not.toBe(before.turn);
      const drawn = cardDuties(before, story.lesson, story.now).map(({ work }) => work.kind);
      expect(drawn).toContain("send-checklist");
      expect(drawn).not.toContain("ask-kind");
    }
  });

  it("holds no way back once it is being ended, or over", () => {
    const story = asked();
    story.press({ press: "choose-kind", kind: "class" });
    story.after({ report: "meeting-started", source: "event" });
    story.press({ press: "end-for-all" });
    expect(story.lesson.phase).toBe("shut");
    expect(face(story).buttons).toEqual([]);
    story.after({ report: "meeting-ended" });
    expect(story.lesson.phase).toBe("over");
    expect(face(story).buttons).toEqual([]);
  });
});

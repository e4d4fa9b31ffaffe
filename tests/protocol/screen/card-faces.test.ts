import { askFace, checklistFace, progressFace, undoneFace } from "../../../src/protocol/screen/card-faces.ts";
import type { Kind } from "../../../src/protocol/words.ts";
import { arrival, FOUND, MET, planned, Story } from "../lesson/story.ts";

const around = ({ now }: Story) => ({ now, timeZone: "Europe/London", phone: "01234 567890" });
const UNDO = [{ press: "undo-end", title: "Undo", where: "first" }];

describe("the card of an end, in the presser's own chat", () => {
  const ended = (): Story => {
    const story = arrival();
    story.press({ press: "end-for-all" });
    return story;
  };
  const face = (story: Story) => progressFace(story.lesson, undefined, around(story));

  it("offers Undo for as long as there is something to undo, and says what happens when it is over", () => {
    const story = ended();
    expect(face(story)).toMatchObject({
      title: "Ending the 10:00 class lesson for all",
      facts: [],
      quiet: [],
      buttons: UNDO,
      turn: story.lesson.turn,
    });
    expect(face(story).lines[0]).toMatch(/^Press Undo to stop this\./);
    expect(face(story.wait(3999)).buttons).toEqual(UNDO);
    expect(face(story.wait(1)).buttons).toEqual([]);
  });

  it("offers no Undo once removal has begun, nor once the meeting is over", () => {
    expect(face(ended().after({ report: "meeting-ended" })).buttons).toEqual([]);
    const begun = ended().wait(4000).after({ report: "end-window-passed" });
    expect(face(begun).buttons).toEqual([]);
  });

  it("names each step with how far it is, after the one thing to press; once it is over there is none", () => {
    const begun = ended().wait(4000).after({ report: "end-window-passed" });
    const steps = (lines: readonly string[]): readonly string[] =>
      lines.map((line) => line.split(":")[0] ?? "");
    expect(steps(face(begun).lines).slice(1)).toHaveLength(4);
    begun.report({ report: "meeting-ended" });
    expect(face(begun).lines).toHaveLength(4);
    expect(face(begun).lines.join(" ")).not.toContain("Press ");
  });

  it("says after an undo that everyone stayed, and promises no end", () => {
    const story = ended();
    const at = Date.parse(story.now);
    story.press({ press: "undo-end" });
    expect(undoneFace(story.lesson, around(story))).toEqual({
      title: "Ending the 10:00 class lesson was undone",
      facts: [],
      quiet: [],
      lines: ["Everyone stayed. No one was told."],
      buttons: [],
      turn: at,
    });
    expect(undoneFace(arrival().lesson, around(story)).turn).toBe(0);
  });
});

describe("the question whether a meeting is a lesson (S3)", () => {
  const HELD =
    "Lesson Guard looks after this meeting. The panel shows its state, and so does this card once the lesson starts.";
  const asked = (): Story => new Story().after(MET, FOUND);
  const face = (story: Story, name?: string) => askFace(story.lesson, around(story), name);

  it("names the meeting by its own name and time, where they are known", () => {
    expect(face(asked(), "Year 4 maths").lines[0]).toBe("Year 4 maths, 10:00.");
    expect(face(asked()).lines[0]).toBe("Your meeting, 10:00.");
    expect(face(new Story().after(MET)).lines[0]).toBe("Your meeting.");
    expect(face(new Story().after(MET), "Year 4 maths").lines[0]).toBe("Year 4 maths.");
  });

  it("asks with one button for each kind, and says what a lesson brings", () => {
    const { title, quiet, facts, lines, buttons } = face(asked());
    expect({ title, quiet, facts }).toEqual({
      title: "Is this meeting a lesson with pupils?",
      quiet: ["For a lesson, the lobby is switched on, and mics and cameras start off."],
      facts: [],
    });
    expect(lines).toEqual(["Your meeting, 10:00.", "Lesson Guard leaves it alone until you say."]);
    expect(buttons).toEqual(
      (
        [
          ["class", "Class lesson"],
          ["group", "Group lesson"],
          ["one-to-one", "One-to-one"],
          ["not a lesson", "Not a lesson"],
        ] as const
      ).map(([kind, said]) => ({ press: "choose-kind", title: said, where: "first", kind })),
    );
  });

  it.each<[Kind, string, readonly string[]]>([
    ["class", "Class lesson", [HELD]],
    ["group", "Group lesson", [HELD]],
    [
      "one-to-one",
      "One-to-one",
      ["Lesson Guard cannot do the recording step yet. If the parent cannot stay, postpone.", HELD],
    ],
    ["not a lesson", "Not a lesson", ["Lesson Guard leaves this meeting alone."]],
  ])("answered with %s, says what that means, with a way back", (kind, title, lines) => {
    const story = asked();
    story.press({ press: "choose-kind", kind });
    expect(face(story)).toEqual({
      title,
      facts: [],
      quiet: [],
      lines: ["Your meeting, 10:00.", ...lines],
      buttons: [{ press: "undo-kind", title: "Undo", where: "first" }],
      turn: story.lesson.turn,
    });
  });

  it("is not asked any more once the meeting is over, answered or not", () => {
    const OVER = [{ report: "meeting-started", source: "event" }, { report: "meeting-ended" }] as const;
    expect(face(asked().after(...OVER))).toMatchObject({
      title: "The meeting is over",
      lines: ["Your meeting, 10:00.", "It is over."],
      buttons: [],
    });
    expect(face(planned().after(...OVER))).toMatchObject({ title: "Class lesson", buttons: [] });
  });
});

describe("the staff checklist", () => {
  it("of a meeting that is no lesson says so, and offers the way back alone", () => {
    const story = new Story().after(MET, FOUND);
    story.press({ press: "choose-kind", kind: "not a lesson" });
    expect(checklistFace(story.lesson, around(story))).toEqual({
      title: "The 10:00 lesson: not a lesson",
      facts: [],
      quiet: [],
      lines: ["Lesson Guard leaves this meeting alone."],
      buttons: [{ press: "undo-kind", title: "Undo", where: "first" }],
      turn: story.lesson.turn,
    });
  });
});

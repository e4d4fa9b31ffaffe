import {
  askFace,
  checklistFace,
  type FaceContext,
  progressFace,
  undoneFace,
} from "../../../src/protocol/screen/card-faces.ts";
import type { Kind } from "../../../src/protocol/words.ts";
import { arrival, FOUND, MET, planned, Story, withCameras } from "../lesson/story.ts";

const around = ({ now }: Story) => ({ now, timeZone: "Europe/London", phone: "01234 567890" });
const UNDO = [{ press: "undo-end", title: "Undo", where: "first" }];

const DONE_LINE =
  "Lesson done? In Teams press the arrow beside Leave, then End meeting. From 11:00 you can press End lesson instead.";

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
      day: "24 November 2026",
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
    expect(face(asked(), "Year 4 maths").lines[0]).toBe("Year 4 maths, 24 November 2026, 10:00.");
    expect(face(asked()).lines[0]).toBe("Your meeting, 24 November 2026, 10:00.");
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
    expect(lines).toEqual([
      "Your meeting, 24 November 2026, 10:00.",
      "Lesson Guard leaves it alone until you say.",
    ]);
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
      [
        HELD,
        "At the start, ask the parent to stay in the room. If they cannot, Lesson Guard gives you the words to say before anything is recorded.",
      ],
    ],
    ["not a lesson", "Not a lesson", ["Lesson Guard leaves this meeting alone."]],
  ])("answered with %s, says what that means, with a way back", (kind, title, lines) => {
    const story = asked();
    story.press({ press: "choose-kind", kind });
    expect(face(story)).toEqual({
      title,
      facts: [],
      quiet: [],
      lines: ["Your meeting, 24 November 2026, 10:00.", ...lines],
      buttons: [{ press: "undo-kind", title: "Undo", where: "first" }],
      turn: story.lesson.turn,
    });
  });

  it("is not asked any more once the meeting is over, answered or not", () => {
    const OVER = [{ report: "meeting-started", source: "event" }, { report: "meeting-ended" }] as const;
    expect(face(asked().after(...OVER))).toMatchObject({
      title: "The meeting is over",
      lines: ["Your meeting, 24 November 2026, 10:00.", "It is over."],
      buttons: [],
    });
    expect(face(planned().after(...OVER))).toMatchObject({ title: "Class lesson", buttons: [] });
  });
});

describe("the staff checklist", () => {
  const face = (story: Story, told?: FaceContext["told"]) =>
    checklistFace(story.lesson, { ...around(story), ...(told === undefined ? {} : { told }) });
  const DOORS = "Asked at 10:00: Lobby on. Families' mics and cameras off. Waiting for Teams.";

  it("on arrival: counts without a name, the three checks, what comes next, and of how many a press speaks", () => {
    const story = arrival();
    const { checks, buttons, ...rest } = face(story);
    expect(rest).toEqual({
      title: "The 10:00 class lesson: arrival",
      day: "24 November 2026",
      facts: [
        ["Here", "2 of 3"],
        ["To sort out", "0"],
        ["In the lobby", "1"],
      ],
      lead: "Now let cameras on: no grown-up can be seen yet.",
      quiet: ["The panel shows who would be told.", DONE_LINE],
      lines: [DOORS],
      turn: story.lesson.turn,
    });
    expect(checks).toEqual([
      { title: "A grown-up is with each child", state: "not yet", words: "0 of 2 seen, cameras are off" },
      { title: "Each child is in a family room", state: "not yet", words: "0 of 2 seen, cameras are off" },
      { title: "Each name shown is one we know", state: "your turn", words: "0 of 2 checked" },
    ]);
    expect(buttons.map(({ press, toCheck }) => [press, toCheck])).toEqual([
      ["pause", undefined],
      ["end-for-all", undefined],
      ["tell-dsl", undefined],
      ["about-adult", undefined],
      ["let-mics-on", undefined],
      ["let-cameras-on", undefined],
      ["names-match", 2],
      ["open-panel", undefined],
    ]);
    const [all] = face(withCameras(arrival())).buttons.filter(({ press }) => press === "all-others-fine");
    expect(all?.toCheck).toBe(2);
  });

  it("before the start: nothing to count, and nothing of the call", () => {
    const { facts, lines, ...rest } = face(planned());
    expect({ facts, lines }).toEqual({ facts: [], lines: [DOORS] });
    expect(rest).not.toHaveProperty("checks");
    expect(rest).not.toHaveProperty("lead");
  });

  it("says who would be told by each press, as known now, where that is known", () => {
    expect(face(arrival(), { child: "Mrs Dale", adult: "Mrs Lowe", ended: "Mrs Dale" }).quiet).toEqual([
      "Tell the DSL now or End for all: Mrs Dale",
      "Tell the headteacher now: Mrs Lowe",
      "As known at 10:00. To leave a person out, open the panel.",
      DONE_LINE,
    ]);
    expect(
      face(new Story().after(MET), { child: "Mrs Dale", adult: "Mrs Lowe", ended: "Mrs Dale" }).quiet,
    ).toEqual([]);
  });

  it("says what is amiss with the call and the family checklist, and nothing where all is well", () => {
    const waiting = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-waiting", call: "call1" },
    );
    expect(face(waiting).lines).toEqual([
      DOORS,
      expect.stringMatching(/^Lesson Guard is waiting in the lobby/),
    ]);
    const untold = arrival().after({ report: "family-card-not-posted", reason: "403" });
    expect(face(untold).lines).toEqual([
      DOORS,
      "We can't confirm that the family checklist was posted. Read it aloud.",
    ]);
    expect(face(arrival().after({ report: "family-card-posted", activity: "a1" })).lines).toEqual([DOORS]);
    const unfound = new Story().after(MET);
    unfound.press({ press: "choose-kind", kind: "class" });
    unfound.after({ report: "meeting-started", source: "event" }).wait(2000);
    expect(face(unfound).lines.at(-1)).toBe("The family checklist is not posted yet. Read it aloud.");
    for (const story of [waiting, untold, unfound])
      expect(face(story.after({ report: "meeting-ended" })).lines).toHaveLength(1);
  });

  it("says that cameras may still be on, in a pause that Teams has confirmed", () => {
    const story = withCameras(arrival());
    story.wait(1000).press({ press: "pause" });
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    story.after({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
    expect(face(story).lines).toEqual([
      "Lobby on. Families' mics and cameras off. Chat off. Confirmed 10:00.",
    ]);
    expect(face(story.wait(2000)).lines[1]).toMatch(
      /^Lesson Guard cannot see whether all families' cameras and mics are off/,
    );
  });

  it("of a one-to-one says beforehand what to ask the parent, then how it stands with them", () => {
    const story = new Story().after(MET, FOUND);
    story.press({ press: "choose-kind", kind: "one-to-one" });
    const ahead =
      "At the start, ask the parent to stay in the room. If they cannot, Lesson Guard gives you the words to say before anything is recorded.";
    expect(face(story).lines[0]).toBe(ahead);
    story.after({ report: "meeting-started", source: "event" });
    expect(face(story).lines).not.toContain(ahead);
    story.press({ press: "parent-stays" });
    expect(face(story).lines[0]).toMatch(/^The parent stays, noted at \d+:\d\d\.$/);
    expect(face(planned()).lines).not.toContain(ahead);
  });

  it("of a meeting that is no lesson says so, and offers the way back alone", () => {
    const story = new Story().after(MET, FOUND);
    story.press({ press: "choose-kind", kind: "not a lesson" });
    expect(checklistFace(story.lesson, around(story))).toEqual({
      title: "The 10:00 lesson: not a lesson",
      day: "24 November 2026",
      facts: [],
      quiet: [],
      lines: ["Lesson Guard leaves this meeting alone."],
      buttons: [{ press: "undo-kind", title: "Undo", where: "first" }],
      turn: story.lesson.turn,
    });
  });
});

import type { Report } from "../../../src/protocol/lesson/commands.ts";
import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import { checklistFace, progressFace, undoneFace } from "../../../src/protocol/screen/card-faces.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import {
  ASSISTANT,
  accepted,
  arrival,
  FOUND,
  guest,
  MET,
  REGISTER,
  roster,
  Story,
  TEACHER,
  typesOf,
  user,
  withCameras,
} from "./story.ts";

const HOUR = 60 * 60_000;
const PASSED = { report: "end-window-passed" } as const;

/** A lesson whose planned time is over. */
const late = (): Story => withCameras(arrival()).wait(HOUR);

const around = (story: Story) => ({ now: story.now, timeZone: "Europe/London", phone: "01234 567890" });
const viewOf = (story: Story) => lessonView(story.lesson, "organiser", [], undefined, around(story));
const offered = (story: Story): readonly string[] => viewOf(story).presses.map(({ press }) => press);
const wordsOf = (value: unknown): string => JSON.stringify(value);

/** What is pressed, and all that follows: with Graph's answers, families who come back, and staff who stay. */
const play = (press: "end-for-all" | "end-lesson"): readonly LessonEvent[] => {
  const story = late();
  story.press({ press });
  const since: readonly Report[] = [
    PASSED,
    ...accepted("r-amara", "r-ben"),
    roster(user("r-teacher", TEACHER), user("r-assistant", ASSISTANT)),
    roster(user("r-teacher", TEACHER), guest("r-again", "Ben's mum (Guest)")),
    { report: "removal-refused", person: "r-again", reason: "403" },
    { report: "last-removal-due" },
    { report: "meeting-ended" },
  ];
  story.wait(4000).after(...since);
  return story.events;
};

describe("the ordinary end", () => {
  it("does the same in the same order as End for all, and raises no alert", () => {
    const [safety, ordinary] = [play("end-for-all"), play("end-lesson")];
    expect(ordinary.map(({ type }) => type)).toEqual(safety.map(({ type }) => type));
    const without = (events: readonly LessonEvent[]) =>
      events.filter(({ type }) => type !== "EndAsked" && type !== "EndBegan" && type !== "CallAsked");
    expect(without(ordinary)).toEqual(without(safety));
    expect(ordinary.find(({ type }) => type === "EndAsked")?.data).toMatchObject({ why: "ordinary" });
    expect(safety.find(({ type }) => type === "EndAsked")?.data).not.toHaveProperty("why");
    expect(ordinary.find(({ type }) => type === "EndBegan")?.data).toEqual({});
  });

  it("raises nothing when the window has passed, and is asked of the desk once", () => {
    const story = late();
    story.press({ press: "end-lesson" });
    const passed = story.wait(4000).report(PASSED);
    expect(typesOf(passed)[0]).toBe("EndBegan");
    expect(passed).not.toHaveProperty("alert");
    expect(typesOf(story.report(PASSED))).toEqual([]);
  });

  it("is offered, and taken, once the planned time is over; before, it says what to press", () => {
    const story = withCameras(arrival()).wait(HOUR - 1000);
    expect(offered(story)).not.toContain("end-lesson");
    expect(viewOf(story)).toMatchObject({
      ordinaryEnd:
        "Lesson done? In Teams press the arrow beside Leave, then End meeting. From 11:00 you can press End lesson instead.",
      dueAt: "2026-11-24T11:00:00.000Z",
    });
    expect(story.press({ press: "end-lesson" })).toEqual({
      refused: "too-early",
      say: "This lesson is planned until 11:00. To end it: in Teams press the arrow beside Leave, then End meeting. If a child may be at risk, press End for all.",
    });
    story.wait(1000);
    expect(offered(story)).toContain("end-lesson");
    const { presses, lead, ordinaryEnd } = viewOf(story);
    expect(presses.find(({ press }) => press === "end-lesson")).toMatchObject({
      where: "first",
      primary: true,
    });
    expect(presses.filter(({ where }) => where === "first").length).toBeLessThanOrEqual(6);
    expect(lead).toBe("The lesson's time is up. To end it for everyone, press End lesson.");
    expect(ordinaryEnd).toBe("Lesson done? Press End lesson: everyone is removed, and no one is alerted.");
    expect(typesOf(story.press({ press: "end-lesson" }))).toEqual(["EndAsked", "OptionsAsked"]);
  });

  it("where no one can know the time, is offered from when cameras or mics were let on", () => {
    const { endsAt: _endsAt, ...found } = FOUND;
    const story = new Story().after(MET, found);
    story.press({ press: "choose-kind", kind: "class" });
    story.press({ press: "set-register", source: "csv", register: REGISTER });
    story.after({ report: "meeting-started", source: "event" }, { report: "call-entered", call: "call1" });
    story.after(roster(user("r-teacher", TEACHER), guest("r-ben", "Ben Price")));
    expect(offered(story)).not.toContain("end-lesson");
    expect(typesOf(story.press({ press: "end-lesson" }))).toEqual(["refused: too-early"]);
    story.press({ press: "let-mics-on" });
    expect(viewOf(story).presses.find(({ press }) => press === "end-lesson")).toMatchObject({
      where: "more",
    });
    expect(viewOf(story).lead).not.toContain("time is up");
  });

  it("is undone like the other, and the record says which was", () => {
    const story = late();
    const { turn } = story.lesson;
    story.press({ press: "end-lesson" });
    expect(viewOf(story)).toMatchObject({
      end: {
        title: "Ending the lesson",
        counted: "Ending the lesson, with no alert,",
        instruction:
          "Press Undo to stop this. Everyone except the organiser and the person who pressed will be removed. No one is alerted.",
      },
    });
    story.press({ press: "undo-end" }, ASSISTANT);
    expect(story.events.findLast(({ type }) => type === "EndUndone")?.data).toMatchObject({
      why: "ordinary",
    });
    expect(story.lesson).toMatchObject({ phase: "live" });
    expect(story.lesson.turn).toBeGreaterThan(turn);
  });

  it("says nothing of an alert on any surface", () => {
    const story = late();
    story.press({ press: "end-lesson" });
    for (const ms of [0, 4000, 6000]) {
      if (ms === 4000) story.wait(4000).report(PASSED);
      if (ms === 6000) story.wait(6000);
      const { end, summary } = viewOf(story);
      const progress = progressFace(story.lesson, undefined, around(story));
      expect(end?.steps.map(({ step }) => step)).toEqual(["leave", "doors", "removal"]);
      expect(progress.title).toBe("Ending the 10:00 class lesson");
      for (const words of [
        wordsOf(end),
        wordsOf(progress.lines),
        wordsOf(checklistFace(story.lesson, around(story)).lines),
      ])
        expect(words).not.toMatch(/DSL|told|headteacher/);
      expect(summary).toContainEqual({ label: "Ended for all", value: "no" });
      expect(summary).toContainEqual({ label: "End lesson", value: "pressed at 11:00, no alert" });
    }
  });

  it("may be opened again in Teams: it was not ended for safety", () => {
    const story = late();
    story.press({ press: "end-lesson" });
    story.wait(4000).after(PASSED, { report: "meeting-ended" });
    story.wait(60_000).report({ report: "meeting-started", source: "event", teamsAt: story.now });
    expect(story.lesson).toMatchObject({ phase: "arrival" });
    expect(story.lesson.end).toBeUndefined();
  });
});

describe("End for all, pressed while an ordinary end is under way", () => {
  it("within the seconds of Undo takes its place, is counted down anew, and tells", () => {
    const story = late();
    story.press({ press: "end-lesson" });
    expect(offered(story)).toContain("end-for-all");
    story.wait(2000).press({ press: "end-for-all" }, ASSISTANT);
    expect(story.lesson.end).toMatchObject({ by: ASSISTANT.id, before: "live" });
    expect(story.lesson.end?.why).toBeUndefined();
    expect(typesOf(story.wait(2000).report(PASSED))).toEqual(["refused: too-early"]);
    expect(story.wait(2000).report(PASSED)).toMatchObject({ alert: { by: ASSISTANT.id } });
  });

  it("once people are going tells at once, and they go on going", () => {
    const story = late();
    story.press({ press: "end-lesson" });
    story.wait(4000).report(PASSED);
    const removals = story.count("RemovalOrdered");
    const { beganAt } = story.lesson.end ?? {};
    const pressed = story.wait(1000).press({ press: "end-for-all" }, ASSISTANT);
    expect(pressed).toMatchObject({ say: expect.stringContaining("is being removed already") });
    expect(story.duties).toContainEqual(
      expect.objectContaining({ work: expect.objectContaining({ of: "end-window" }), afterMs: 0 }),
    );
    expect(story.report(PASSED)).toMatchObject({ alert: { by: ASSISTANT.id } });
    expect(typesOf(story.report(PASSED))).toEqual([]);
    expect(story.lesson.end).toMatchObject({ beganAt, stay: [TEACHER.id, ASSISTANT.id] });
    expect(story.count("RemovalOrdered")).toBe(removals);
    expect(typesOf(story.press({ press: "undo-end" }))).toEqual(["refused: too-late"]);
  });

  it("makes the card of the first say so", () => {
    const story = late();
    story.press({ press: "end-lesson" });
    story.wait(1000).press({ press: "end-for-all" }, ASSISTANT);
    expect(undoneFace(story.lesson, around(story)).lines).toEqual([
      "End for all was pressed at 11:00 instead. The panel shows how far it is.",
    ]);
    expect(story.duties.map(({ work }) => work)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "send-progress", staff: TEACHER.id }),
        expect.objectContaining({ kind: "send-progress", staff: ASSISTANT.id }),
      ]),
    );
  });

  it("once the meeting is over says that no one was told by it, and what tells", () => {
    const story = late();
    story.press({ press: "end-lesson" });
    story.wait(4000).after(PASSED, { report: "meeting-ended" });
    expect(story.press({ press: "end-for-all" })).toMatchObject({
      refused: "over",
      say: expect.stringContaining("press Tell the DSL now"),
    });
  });

  it("and the other way round End lesson takes nothing back", () => {
    const story = late();
    story.press({ press: "end-for-all" });
    expect(story.press({ press: "end-lesson" })).toEqual({
      events: [],
      say: "End for all was pressed at 11:00.",
    });
    expect(story.wait(4000).report(PASSED)).toHaveProperty("alert");
  });
});

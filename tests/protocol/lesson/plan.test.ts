import type { Report } from "../../../src/protocol/lesson/commands.ts";
import type { PlanTrouble } from "../../../src/protocol/lesson/plan.ts";
import { FOUND, MET, planned, REGISTER, Story, TEACHER } from "./story.ts";

const MINUTE = 60_000;
const PLANNED = {
  report: "lesson-planned",
  lesson: "l1",
  by: TEACHER.id,
  byName: TEACHER.name,
  kind: "class",
  title: "Phonics",
  startsAt: "2026-12-01T10:00:00.000Z",
  endsAt: "2026-12-01T10:45:00.000Z",
  class: "bees",
  staff: [{ person: "assistant", name: "Mr Bell" }],
  register: REGISTER,
} as const satisfies Report;
const plan = (more: Partial<Report> = {}): Story => new Story().after({ ...PLANNED, ...more } as Report);
const work = (story: Story) =>
  story.duties.map(({ work: { kind, ...of } }) => [kind, "staff" in of ? of.staff : ""]);
const since = (story: Story, before: number) => story.events.slice(before).map(({ type }) => type);

/** The facts that this leads to. */
const leads = (story: Story, ...reports: readonly Report[]) => {
  const before = story.events.length;
  return since(story.after(...reports), before);
};

describe("a lesson that is planned", () => {
  it("is who comes, when, its kind and its register, and is planned once", () => {
    expect(plan().events).toMatchObject([
      {
        type: "LessonPlanned",
        data: {
          class: "bees",
          staff: [
            { person: "teacher", part: "organiser" },
            { person: "assistant", part: "member" },
          ],
        },
        personal: { title: "Phonics", staffNames: { assistant: "Mr Bell" } },
      },
      { type: "KindChosen", data: { kind: "class", how: "staff" } },
      { type: "RegisterSet", data: { source: "class", pupils: ["p-amara", "p-ben", "p-chidi"] } },
    ]);
    expect(leads(plan(), PLANNED)).toEqual([]);
    expect(since(plan({ register: [] }), 0)).toEqual(["LessonPlanned", "KindChosen"]);
    expect(plan().lesson.plan).toEqual({
      at: plan().now,
      by: "teacher",
      class: "bees",
      staff: ["assistant"],
      steps: [],
    });
    expect(plan({ class: undefined } as object).lesson.plan).not.toHaveProperty("class");
  });

  it("calls for its meeting and a private chat with each member of staff, until it is over", () => {
    expect(work(plan())).toEqual([
      ["make-meeting", ""],
      ["give-bot", "teacher"],
      ["give-bot", "assistant"],
      ["find-refusals", ""],
    ]);
    const week = Date.parse(PLANNED.endsAt) - Date.parse(plan().now);
    const meeting = plan({ register: [] }).duties;
    expect(meeting.map(({ expiryMs }) => expiryMs)).toEqual([week, week, week]);
    const soon = plan({ endsAt: new Date(Date.parse(plan().now) + MINUTE).toISOString() });
    expect(soon.duties[0]?.expiryMs).toBe(60 * MINUTE);
  });

  it("whose meeting has a chat calls for the app, and for the families of its list", () => {
    expect(work(plan().after(MET)).map(([kind]) => kind)).toEqual(["add-app", "bring-families"]);
    expect(work(plan({ class: undefined } as object).after(MET)).map(([kind]) => kind)).toEqual(["add-app"]);
    expect(work(new Story().after(MET)).map(([kind]) => kind)).toContain("find-meeting");
  });

  it.each(["plan-step-done", "plan-step-refused"] as const)(
    "looks for its meeting once the app is there, or a policy may have put it there: %s",
    (report) => {
      const answered = (step: "app" | "families") =>
        plan().after(MET, {
          report,
          step,
          ...(report === "plan-step-refused" ? { trouble: "refused" } : {}),
        } as Report);
      expect(work(answered("app")).map(([kind]) => kind)).toEqual(["find-meeting"]);
      expect(work(answered("families"))).toEqual([]);
    },
  );
});

describe("a step of Microsoft's side of it", () => {
  const done: Report = { report: "plan-step-done", step: "bot", person: "assistant" };
  const refused = (trouble: PlanTrouble, person = "assistant"): Report => ({
    report: "plan-step-refused",
    step: "bot",
    person,
    trouble,
  });

  it("is a fact at each change, of each person alone, and is not undone by a trouble that comes late", () => {
    const story = plan();
    expect(leads(story, refused("away"), refused("away"))).toEqual(["PlanStepRefused"]);
    expect(leads(story, refused("refused"))).toEqual(["PlanStepRefused"]);
    expect(leads(story, refused("refused", "teacher"))).toEqual(["PlanStepRefused"]);
    expect(leads(story, done, done)).toEqual(["PlanStepDone"]);
    expect(leads(story, refused("away"))).toEqual([]);
    expect(story.lesson.plan?.steps).toEqual([
      { step: "bot", person: "teacher", at: story.now, trouble: "refused" },
      { step: "bot", person: "assistant", at: story.now },
    ]);
  });

  it("keeps the calendar's own id of the event", () => {
    const story = plan().after({ report: "plan-step-done", step: "calendar", event: "e1" });
    expect(story.lesson.plan?.event).toBe("e1");
    expect(story.after(refused("away")).lesson.plan?.event).toBe("e1");
  });

  it("is none of a lesson that was not planned here", () => {
    expect(leads(planned(), done, refused("away"))).toEqual([]);
  });
});

describe("a lesson that was begun for the chat of a planned one", () => {
  const replaced: Report = { report: "meeting-replaced", planned: "l1" };

  it("gives way to it, and is over", () => {
    const story = planned();
    expect(leads(story, replaced)).toEqual(["MeetingReplaced"]);
    expect(story.lesson).toMatchObject({
      kind: "not a lesson",
      phase: "over",
      replacedBy: "l1",
      overAt: story.now,
    });
    expect(leads(story, replaced)).toEqual([]);
  });

  it("stays where it has started, or was planned itself", () => {
    expect(leads(planned().after({ report: "meeting-started", source: "event" }), replaced)).toEqual([]);
    expect(leads(plan().after(MET, FOUND), replaced)).toEqual([]);
  });
});

describe("a kind can be taken back", () => {
  const begun = () => planned().after({ report: "meeting-started", source: "event" });
  const undo = (story: Story) => story.press({ press: "undo-kind" });

  it("until the lesson is ended or over", () => {
    expect(undo(begun())).not.toHaveProperty("refused");
    const shut = begun();
    shut.press({ press: "end-for-all" });
    expect(undo(shut)).toMatchObject({ refused: "shut" });
    expect(undo(begun().after({ report: "meeting-ended" }))).toMatchObject({ refused: "over" });
  });

  it("not where that would disarm a lesson that is under way, which it says with what to press", () => {
    const story = begun().after({ report: "call-entered", call: "call1" });
    story.press({ press: "let-cameras-on" });
    expect(undo(story)).toMatchObject({
      refused: "stays-lesson",
      say: expect.stringMatching(/^Not done: the lesson is under way, so it stays a lesson\. To end it/),
    });
  });
});

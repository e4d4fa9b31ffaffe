import { dutiesFor, dutiesOf, dutiesUndoneBy } from "../../../src/protocol/lesson/duties.ts";
import type { LessonEvent, LessonEventType } from "../../../src/protocol/lesson/events.ts";
import type { Duty, DutyKind } from "../../../src/protocol/work/duty.ts";
import {
  ASSISTANT,
  accepted,
  arrival,
  ended,
  guest,
  planned,
  roster,
  type Story,
  TEACHER,
  user,
} from "./story.ts";

const last = <T extends LessonEventType>(story: Story, type: T): LessonEvent => {
  const event = story.events.findLast((one) => one.type === type);
  if (event === undefined) throw new Error(`no ${type}`);
  return event;
};
const duties = (story: Story, type: LessonEventType): readonly Duty[] =>
  dutiesFor(story.lesson, last(story, type));
const kinds = (all: readonly Duty[]): readonly DutyKind[] => all.map(({ work }) => work.kind);

describe("the outgoing work an event calls for", () => {
  it("options are set at once and urgently; a newer asking takes the older one's place", () => {
    expect(duties(planned(), "OptionsAsked")[0]).toMatchObject({
      work: { kind: "set-options" },
      afterMs: 0,
      urgent: true,
      deadlineMs: 2000,
      replaces: "options:l1",
    });
  });

  it("every removal is a duty of its own, urgent, at once", () => {
    const removals = duties(ended(), "RemovalOrdered");
    expect(removals.map(({ work }) => work)).toEqual(
      ["r-amara", "r-ben", "r-stranger", "r-assistant"].map((participant) => ({
        kind: "remove",
        lesson: "l1",
        call: "call1",
        participant,
      })),
    );
    for (const { urgent, afterMs } of removals) expect([urgent, afterMs]).toEqual([true, 0]);
  });

  it("the family card is never repeated when its outcome is unknown", () => {
    expect(duties(arrival(), "FamilyCardAsked")).toMatchObject([
      { work: { kind: "post-family-card" }, repeat: "once" },
    ]);
  });

  it("each member of staff gets a checklist of their own", () => {
    const before = planned();
    const { lesson } = before;
    const decision = before.report({ report: "meeting-started", source: "event" });
    const events = "refused" in decision ? [] : decision.events;
    const sent = dutiesOf(lesson, before.lesson, events).flat();
    expect(sent.filter(({ work }) => work.kind === "send-checklist")).toMatchObject([
      { work: { kind: "send-checklist", lesson: "l1", staff: TEACHER.id }, afterMs: 0 },
      { work: { kind: "send-checklist", lesson: "l1", staff: ASSISTANT.id }, afterMs: 0 },
    ]);
  });

  it("the undo window ends after the school's seconds", () => {
    const story = arrival();
    story.press({ press: "end-for-all" });
    const window = duties(story, "EndAsked").find(
      ({ work }) => work.kind === "remind" && work.of === "end-window",
    );
    expect(window).toMatchObject({ afterMs: 4000, urgent: true });
  });

  it("undoing an end takes its timers back, and nothing else does", () => {
    const story = arrival();
    story.press({ press: "end-for-all" });
    story.press({ press: "undo-end" });
    expect(dutiesUndoneBy(last(story, "EndUndone"))).toEqual(["remind"]);
    for (const event of story.events)
      if (event.type !== "EndUndone") expect(dutiesUndoneBy(event)).toEqual([]);
  });

  it("the last removal is due five minutes after the end began", () => {
    const due = duties(ended(), "EndBegan").find(
      ({ work }) => work.kind === "remind" && work.of === "last-removal",
    );
    expect(due?.afterMs).toBe(300_000);
  });

  it("the bot leaves after the last removal, once no one is inside, and not before", () => {
    const story = ended().after(roster(user("r-teacher", TEACHER)));
    story.wait(300_000).report({ report: "last-removal-due" });
    expect(kinds(duties(story, "LastRemovalBegan"))).not.toContain("leave-call");
    story.after(...accepted("r-amara", "r-ben", "r-stranger", "r-assistant", "r-teacher"), roster());
    expect(kinds(duties(story, "PersonMoved"))).toContain("leave-call");
  });

  it("the bot does not hang up for want of a list: not in the lobby, nor before it has seen the call's", () => {
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-waiting", call: "call1" },
    );
    story.press({ press: "end-for-all" });
    story.wait(4000).after({ report: "end-window-passed" });
    story.wait(300_000).after({ report: "last-removal-due" });
    expect(kinds(duties(story, "LastRemovalBegan"))).not.toContain("leave-call");
    story.after({ report: "call-entered", call: "call1" });
    expect(kinds(duties(story, "CallEntered"))).toEqual(expect.not.arrayContaining(["leave-call"]));
    story.after(roster(guest("r-amara", "Amara Okafor")));
    expect(kinds(duties(story, "CallListSeen"))).not.toContain("leave-call");
    expect(kinds(duties(story, "RemovalOrdered"))).toEqual(["remove"]);
    story.after(...accepted("r-amara"), roster());
    expect(kinds(duties(story, "PersonMoved"))).toContain("leave-call");
  });

  it("the bot leaves where the first list it sees after the last removal is empty", () => {
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-waiting", call: "call1" },
    );
    story.press({ press: "end-for-all" });
    story.wait(4000).after({ report: "end-window-passed" });
    story.wait(300_000).after({ report: "last-removal-due" }, { report: "call-entered", call: "call1" });
    story.after(roster());
    expect(kinds(duties(story, "CallListSeen"))).toContain("leave-call");
  });

  it("the bot stays as sentinel while the end is under way", () => {
    const story = ended().after(roster(user("r-teacher", TEACHER)));
    expect(kinds(duties(story, "PersonMoved"))).not.toContain("leave-call");
  });

  it("a lesson that is over is left, and so is one that staff say is none", () => {
    expect(kinds(duties(arrival().after({ report: "meeting-ended" }), "MeetingEnded"))).toContain(
      "leave-call",
    );
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "call1" },
    );
    story.press({ press: "choose-kind", kind: "not a lesson" });
    expect(duties(story, "KindChosen")).toMatchObject([{ work: { kind: "leave-call" }, afterMs: 10_000 }]);
  });
});

describe("every duty of a whole lesson", () => {
  const all = (): readonly Duty[] => {
    const story = ended().after({ report: "meeting-ended" });
    return story.events.flatMap((event) => dutiesFor(story.lesson, event));
  };

  it("belongs to the occurrence and ends with it", () => {
    for (const { work, expiryMs } of all()) {
      expect("lesson" in work && work.lesson).toBe("l1");
      expect(expiryMs).toBeGreaterThan(0);
      expect(expiryMs).toBeLessThanOrEqual(4 * 3_600_000);
    }
  });

  it("carries the name of no one", () => {
    const text = JSON.stringify(all());
    for (const name of ["Amara", "Ben", TEACHER.name, "iPad", "Phonics"]) expect(text).not.toContain(name);
  });
});

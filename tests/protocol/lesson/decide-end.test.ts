import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
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
  typesOf,
  user,
} from "./story.ts";

const PASSED = { report: "end-window-passed" } as const;

const orders = (story: Story): readonly Extract<LessonEvent, { type: "RemovalOrdered" }>["data"][] =>
  story.events.flatMap((event) => (event.type === "RemovalOrdered" ? [event.data] : []));

describe("the undo window", () => {
  it("doors and microphones are shut at the press, before anything else (X1)", () => {
    const story = arrival();
    expect(typesOf(story.press({ press: "end-for-all" }))).toEqual(["EndAsked", "OptionsAsked"]);
    expect(story.lesson.doors.asked?.options).toMatchObject({ mic: false, camera: false, chat: "disabled" });
    expect(story.count("RemovalOrdered")).toBe(0);
  });

  it.each([
    [0, "EndUndone"],
    [3999, "EndUndone"],
    [4000, "refused: too-late"],
    [9000, "refused: too-late"],
  ])("after %d ms undo leads to: %s", (ms, outcome) => {
    const story = arrival();
    story.press({ press: "end-for-all" });
    expect(typesOf(story.wait(ms).press({ press: "undo-end" }))[0]).toBe(outcome);
  });

  it("undo by another member of staff counts as well, and the options from before are asked", () => {
    const story = arrival();
    story.press({ press: "let-mics-on" });
    const before = story.lesson.doors.asked?.options;
    story.press({ press: "end-for-all" });
    expect(typesOf(story.press({ press: "undo-end" }, ASSISTANT))).toEqual(["EndUndone", "OptionsAsked"]);
    expect(story.lesson).toMatchObject({ phase: "live", doors: { asked: { options: before } } });
    expect(story.lesson.end).toBeUndefined();
  });

  it("undo goes back to a paused lesson where it was paused", () => {
    const story = arrival();
    story.press({ press: "pause" });
    story.press({ press: "end-for-all" });
    story.press({ press: "undo-end" });
    expect(story.lesson.phase).toBe("paused");
  });

  it("a timer that comes too early, or after undo, ends nothing", () => {
    const story = arrival();
    story.press({ press: "end-for-all" });
    expect(typesOf(story.wait(3999).report(PASSED))).toEqual(["refused: too-early"]);
    story.press({ press: "undo-end" });
    expect(typesOf(story.wait(5000).report(PASSED))).toEqual([]);
  });

  it("the timer of an end that was undone does not end the next one early", () => {
    const story = arrival();
    story.press({ press: "end-for-all" });
    story.wait(2000).press({ press: "undo-end" });
    story.press({ press: "end-for-all" });
    expect(typesOf(story.wait(2000).report(PASSED))).toEqual(["refused: too-early"]);
    expect(typesOf(story.wait(2000).report(PASSED))).toContain("EndBegan");
  });
});

describe("when the window has passed", () => {
  it("the DSL's alert is opened with a fresh reference, in the presser's name, once", () => {
    const story = arrival();
    story.press({ press: "end-for-all" }, ASSISTANT);
    const decision = story.wait(4000).report(PASSED);
    expect(decision).toMatchObject({ alert: { by: ASSISTANT.id, byName: ASSISTANT.name } });
    expect("alert" in decision && decision.alert?.ref).toBe(story.lesson.end?.alert);
    expect(typesOf(story.report(PASSED))).toEqual([]);
  });

  it("everyone goes but the presser and the organiser; families first", () => {
    const story = arrival().after(
      roster(
        user("r-assistant", ASSISTANT),
        user("r-cover", { id: "cover", name: "Ms Ray" }),
        user("r-teacher", TEACHER),
        { id: "r-app", identity: "application", shown: "Notes", place: "in" },
        { id: "r-phone", identity: "phone", shown: "Anonymous", place: "in" },
        guest("r-amara", "Amara Okafor"),
        guest("r-waiting", "Ben", "lobby"),
      ),
    );
    story.press({ press: "end-for-all" }, ASSISTANT);
    story.wait(4000).report(PASSED);
    expect(orders(story)).toEqual([{ why: "end", people: ["r-amara", "r-app", "r-phone", "r-cover"] }]);
  });

  it("the presser stays even where the directory could not say that they are staff", () => {
    const seen = roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor"));
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "call1" },
      { ...seen, staff: [] },
    );
    story.press({ press: "end-for-all" });
    story.wait(4000).report(PASSED);
    expect(orders(story)).toEqual([{ why: "end", people: ["r-amara"] }]);
  });

  it("without the calling bot no one is removed until it is in the call", () => {
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-waiting", call: "call1" },
    );
    story.press({ press: "end-for-all" });
    story.wait(4000).report(PASSED);
    expect(orders(story)).toEqual([]);
    story.after({ report: "call-entered", call: "call1" }, roster(guest("r-amara", "Amara Okafor")));
    expect(orders(story).flatMap(({ people }) => people)).toEqual(["r-amara"]);
  });

  it("the DSL is told even where the teacher ended the meeting within the window", () => {
    const story = arrival();
    story.press({ press: "end-for-all" });
    story.wait(1000).report({ report: "meeting-ended" });
    expect(typesOf(story.press({ press: "undo-end" }))).toEqual(["refused: over"]);
    const decision = story.wait(3000).report(PASSED);
    expect(typesOf(decision)).toEqual(["EndBegan"]);
    expect(decision).toMatchObject({ alert: { by: TEACHER.id } });
    expect(story.lesson.phase).toBe("over");
  });

  it("a second press on End for all is answered with the time of the first", () => {
    expect(ended().press({ press: "end-for-all" })).toEqual({
      events: [],
      say: "End for all was pressed at 10:00.",
    });
  });
});

describe("a removal that was asked for before", () => {
  const removed = (outcome: "removal-refused" | "removal-accepted" | undefined): Story => {
    const story = arrival();
    story.press({ press: "remove", person: "r-ben" });
    if (outcome === "removal-refused") story.after({ report: outcome, person: "r-ben", reason: "403" });
    if (outcome === "removal-accepted") story.after({ report: outcome, person: "r-ben" });
    return story;
  };
  const end = (story: Story): Story => {
    story.press({ press: "end-for-all" });
    return story.wait(4000).after(PASSED);
  };

  it.each([
    ["refused", "removal-refused", ["r-amara", "r-ben"]],
    ["accepted, and they are inside still", "removal-accepted", ["r-amara", "r-ben"]],
    ["not answered yet: it is under way", undefined, ["r-amara"]],
  ] as const)("a removal asked for before the end: %s", (_how, outcome, people) => {
    const story = end(removed(outcome));
    expect(orders(story).at(-1)).toEqual({ why: "end", people });
  });

  it("and refused at the end is asked for once more at the last removal, with all who are still inside", () => {
    const story = end(arrival()).after(
      { report: "removal-refused", person: "r-amara", reason: "403" },
      { report: "removal-accepted", person: "r-ben" },
    );
    story.wait(300_000).report({ report: "last-removal-due" });
    expect(orders(story).at(-1)?.people.toSorted()).toEqual(["r-amara", "r-ben", "r-teacher"]);
    expect(story.lesson.people["r-amara"]?.removal).toBe("asked");
  });

  it("is not asked for again by an end that was undone", () => {
    const story = removed("removal-refused");
    story.press({ press: "end-for-all" });
    story.press({ press: "undo-end" });
    expect(story.lesson.people["r-ben"]?.removal).toBe("refused");
  });
});

describe("the sentinel", () => {
  const GONE = roster(user("r-teacher", TEACHER));

  it("removes a person who comes back, under a new id or the old one, each time", () => {
    const story = ended().after(...accepted("r-amara", "r-ben", "r-stranger", "r-assistant"), GONE);
    const before = orders(story).length;
    const back = (id: string): void => {
      story.wait(1000).after(roster(user("r-teacher", TEACHER), guest(id, "Amara Okafor (Guest)")));
      story.wait(1000).after(...accepted(id), GONE);
    };
    back("r-amara-2");
    back("r-amara");
    back("r-amara");
    expect(orders(story).slice(before)).toEqual([
      { why: "came back", people: ["r-amara-2"] },
      { why: "came back", people: ["r-amara"] },
      { why: "came back", people: ["r-amara"] },
    ]);
  });

  it("leaves alone who waits in the lobby, and staff who come to help", () => {
    const story = ended().after(GONE);
    const before = orders(story).length;
    story
      .wait(1000)
      .after(
        roster(
          user("r-teacher", TEACHER),
          user("r-dsl", { id: "dsl", name: "Mrs Dale" }),
          guest("r-b", "Ben", "lobby"),
        ),
      );
    expect(orders(story)).toHaveLength(before);
  });

  it("does not order the same removal twice while it is under way", () => {
    const story = ended();
    const before = orders(story).length;
    story.after(
      { report: "removal-accepted", person: "r-ben" },
      roster(user("r-teacher", TEACHER), guest("r-ben", "Ben's mum (Guest)")),
    );
    expect(orders(story)).toHaveLength(before);
  });
});

describe("the last removal", () => {
  const DUE = { report: "last-removal-due" } as const;

  it("takes out all who are left, staff too, once", () => {
    const story = ended().after(roster(user("r-teacher", TEACHER), user("r-assistant", ASSISTANT)));
    story.wait(300_000).report(DUE);
    expect(orders(story).at(-1)).toMatchObject({ why: "last" });
    expect(orders(story).at(-1)?.people).toContain("r-teacher");
    expect(typesOf(story.report(DUE))).toEqual([]);
  });

  it("is not due in a lesson that goes on, was undone, or is over", () => {
    expect(typesOf(arrival().report(DUE))).toEqual([]);
    const undone = arrival();
    undone.press({ press: "end-for-all" });
    undone.press({ press: "undo-end" });
    expect(typesOf(undone.report(DUE))).toEqual([]);
    expect(typesOf(ended().after({ report: "meeting-ended" }).report(DUE))).toEqual([]);
  });
});

import { ASSISTANT, arrival, FOUND, MET, planned, REGISTER, Story, TEACHER, typesOf } from "./story.ts";

const LOST = { report: "call-lost", code: 0, subcode: 5000 } as const;
const STARTED = { report: "meeting-started", source: "event" } as const;

const permutations = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.length === 0
    ? [[]]
    : all.flatMap((one, at) => permutations(all.toSpliced(at, 1)).map((rest) => [one, ...rest]));

const choose = (story: Story): unknown => story.press({ press: "choose-kind", kind: "class" });

describe("what is asked of Teams follows from where the lesson stands", () => {
  it("the order in which kind, meeting and start become known does not matter", () => {
    const steps: Readonly<Record<string, (story: Story) => unknown>> = {
      "kind chosen": choose,
      "meeting found": (story) => story.report(FOUND),
      "meeting started": (story) => story.report(STARTED),
    };
    for (const order of permutations(Object.keys(steps))) {
      const story = new Story().after(MET);
      for (const step of order) steps[step]?.(story);
      const { doors, call, familyCard, checklists, phase, staff } = story.lesson;
      expect({
        order,
        phase,
        options: doors.asked?.options.camera,
        calls: story.count("CallAsked"),
        call: call.state,
        cards: story.count("FamilyCardAsked"),
        familyCard: familyCard.state,
        checklists,
        staff: staff.length,
      }).toEqual({
        order,
        phase: "arrival",
        options: false,
        calls: 1,
        call: "asked",
        cards: 1,
        familyCard: "asked",
        checklists: { [TEACHER.id]: "asked", [ASSISTANT.id]: "asked" },
        staff: 2,
      });
    }
  });

  it("options are asked before the start, and nothing else is", () => {
    const story = planned();
    expect(story.count("OptionsAsked")).toBe(1);
    expect(story.count("CallAsked") + story.count("FamilyCardAsked") + story.count("ChecklistAsked")).toBe(0);
  });

  it("options are asked again whenever the phase wants others, and not otherwise", () => {
    const story = arrival();
    const asked = story.count("OptionsAsked");
    story.press({ press: "check-pupil", pupil: "p-amara" });
    expect(story.count("OptionsAsked")).toBe(asked);
    expect(typesOf(story.press({ press: "let-cameras-on" }))).toEqual(["CamerasLet", "OptionsAsked"]);
    expect(typesOf(story.press({ press: "pause" }))).toEqual(["Paused", "MuteOrdered", "OptionsAsked"]);
    expect(typesOf(story.press({ press: "resume" }))).toEqual(["Resumed", "OptionsAsked"]);
    expect(typesOf(story.press({ press: "end-for-all" }))).toEqual(["EndAsked", "OptionsAsked"]);
  });
});

describe("what is left alone", () => {
  it("a meeting that is not a lesson", () => {
    const story = new Story().after(MET, FOUND);
    story.press({ press: "choose-kind", kind: "not a lesson" });
    story.report(STARTED);
    expect(story.lesson.doors.asked).toBeUndefined();
    expect(story.lesson.call.state).toBe("none");
    expect(story.lesson.familyCard.state).toBe("none");
  });

  it("a meeting no one has said anything about: its organiser is asked once", () => {
    const story = new Story().after(MET, FOUND, FOUND, STARTED, FOUND);
    expect(story.count("KindAsked")).toBe(1);
    expect(story.lesson.doors.asked).toBeUndefined();
    expect(story.lesson.call.state).toBe("none");
  });

  it("a meeting of a sort that cannot be protected", () => {
    const story = new Story().after(MET, { ...FOUND, protectable: false });
    choose(story);
    story.report(STARTED);
    expect(story.lesson.doors.asked).toBeUndefined();
    expect(story.lesson.call.state).toBe("none");
  });
});

describe("the call", () => {
  it("is asked for again when it is lost, five times in all", () => {
    const story = arrival();
    for (let n = 0; n < 9; n++) story.wait(1000).report(LOST);
    expect(story.count("CallAsked")).toBe(5);
    expect(story.lesson.call.state).toBe("lost");
  });

  it("each try has its own call-back, so that a late answer to an old one is told apart", () => {
    const story = arrival();
    const first = story.lesson.call.callback;
    story.report(LOST);
    expect(story.lesson.call.callback).not.toBe(first);
  });

  it("that another call was lost changes nothing", () => {
    const story = arrival();
    expect(typesOf(story.report({ ...LOST, call: "other" }))).toEqual([]);
    expect(story.lesson.call.state).toBe("in");
  });

  it("that we left ourselves is not asked for again", () => {
    const story = arrival().after({ report: "call-left", call: "call1" });
    expect(story.count("CallAsked")).toBe(1);
  });

  it("that Teams refused is not asked for again by itself", () => {
    const story = planned().after(STARTED, { report: "call-not-joined", reason: "403" });
    story.press({ press: "let-mics-on" });
    expect(story.count("CallAsked")).toBe(1);
  });
});

describe("the family card", () => {
  it("is posted once, however the lesson goes on", () => {
    const story = arrival().after({ report: "family-card-not-posted", reason: "unknown" });
    story.press({ press: "pause" });
    story.press({ press: "resume" });
    story.after({ report: "meeting-ended" }, { ...STARTED, teamsAt: "2026-11-24T10:30:00.000Z" });
    expect(story.lesson.phase).toBe("arrival");
    expect(story.count("FamilyCardAsked")).toBe(1);
  });

  it("is not posted into a lesson that was ended before it was known as one", () => {
    const story = planned().after(STARTED);
    expect(story.count("FamilyCardAsked")).toBe(1);
    const late = new Story().after(MET, FOUND);
    choose(late);
    late.after(STARTED);
    late.press({ press: "end-for-all" });
    expect(late.count("FamilyCardAsked")).toBe(1);
  });
});

describe("checklists", () => {
  it("go to a member of staff who joins later, and once to each", () => {
    const story = arrival().after({
      report: "roster-seen",
      source: "call",
      people: [{ id: "r-cover", identity: "user", userId: "cover", shown: "Ms Ray", place: "in" }],
      staff: ["cover"],
      whole: false,
    });
    expect(story.lesson.checklists).toEqual({
      [TEACHER.id]: "asked",
      [ASSISTANT.id]: "asked",
      cover: "asked",
    });
    expect(story.count("ChecklistAsked")).toBe(2);
  });
});

describe("a lesson that staff say is none after all", () => {
  it("is left by the calling bot, and joined again if they think better of it", () => {
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "call1" },
    );
    story.press({ press: "choose-kind", kind: "not a lesson" });
    story.report({ report: "call-left", call: "call1" });
    expect(story.lesson.call.state).toBe("lost");
    choose(story);
    expect(story.lesson.call.state).toBe("asked");
    expect(story.lesson.register).toEqual(REGISTER);
  });
});

import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { alertProof } from "../../../src/protocol/screen/end-steps.ts";
import { concernLine } from "../../../src/protocol/screen/lesson-view.ts";
import {
  CHANNEL,
  ConcernStory,
  DEPUTY,
  DSL,
  HEAD,
  HOLDERS,
  raising,
  SIDE_BY_SIDE,
} from "../concern/story.ts";
import { ASSISTANT, TEACHER } from "../lesson/story.ts";

const aroundOf = (story: ConcernStory, laterMs = 0) => ({
  now: new Date(Date.parse(story.now) + laterMs).toISOString(),
  timeZone: "Europe/London",
  phone: "01234 567890",
});
const line = (story: ConcernStory, laterMs = 0) => concernLine(story.concern, aroundOf(story, laterMs));
const NOT_TOLD = { do: "not-told", reason: "404", final: true, holders: HOLDERS } as const;

describe("the raiser's line claims no more than is proven", () => {
  it("before Teams has accepted a message, it says who is being told", () => {
    const story = new ConcernStory(raising("child"));
    expect(line(story)).toMatchObject({ state: "asked", sentence: "Telling the DSL." });
  });

  it("side by side: each is said to be told by a message of their own", () => {
    const head = { to: "person", person: HEAD.id, as: "headteacher" } as const;
    const story = new ConcernStory(raising("child", { holders: SIDE_BY_SIDE }));
    expect(line(story).sentence).toBe("Telling the DSL and the headteacher.");
    story.take({ do: "told", target: head });
    expect(line(story).sentence).toBe("The headteacher was told at 10:00, the DSL not yet. Not seen yet.");
    story.take({ do: "told", target: CHANNEL });
    expect(line(story).sentence).toBe(
      "Sent to the DSL channel at 10:00, the headteacher was told at 10:00. Not seen yet.",
    );
  });

  it("a concern that can still be taken back is not told; taken back, it says that no one was told", () => {
    const story = new ConcernStory(raising("adult", { undoMs: 4_000 }));
    expect(line(story)).toMatchObject({
      state: "asked",
      sentence: "Not told yet: you can still undo it.",
      undoUntil: story.concern.held?.until,
    });
    story.take({ do: "take-back", by: TEACHER });
    expect(line(story)).toMatchObject({ state: "undone", sentence: "Undone 10:00. No one was told." });
  });

  it("late: says so, with the telephone", () => {
    const story = new ConcernStory(raising("child"));
    expect(line(story, 2000)).toMatchObject({
      state: "asked",
      sentence:
        "Teams has not accepted the message yet. Still trying. Phone the school office on 01234 567890.",
    });
  });

  it("once Teams has accepted a message, it says told but not seen", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL });
    expect(line(story)).toMatchObject({
      state: "told",
      sentence: "Sent to the DSL channel at 10:00. Not seen yet.",
    });
  });

  it("once a DSL has pressed, it says told and seen", () => {
    const story = new ConcernStory(
      raising("child"),
      { do: "told", target: CHANNEL },
      { do: "have-it", by: DSL },
    );
    expect(line(story)).toMatchObject({
      state: "seen",
      sentence: "Sent to the DSL channel 10:00, seen by the DSL 10:00.",
    });
  });

  it("where Teams refused the message, it says not told", () => {
    const story = new ConcernStory(raising("adult"), {
      ...NOT_TOLD,
      target: { to: "person", person: HEAD.id, as: "headteacher" },
    });
    expect(line(story)).toMatchObject({
      state: "not told",
      sentence: "Teams did not accept the message. Phone the school office on 01234 567890.",
    });
  });

  it("there is no one to tell", () => {
    const story = new ConcernStory(raising("adult", { lessonStaff: [HEAD.id] }));
    expect(line(story)).toMatchObject({
      state: "not told",
      sentence: "There is no one here who can be told. Phone the school office on 01234 567890.",
    });
  });

  it("no holder is known yet", () => {
    const story = new ConcernStory(
      raising("child", { channel: false, holders: { dsl: [], headteacher: [], unanswered: true } }),
    );
    expect(line(story)).toMatchObject({
      state: "asked",
      sentence:
        "Lesson Guard could not look up who to tell yet. Still trying. Phone the school office on 01234 567890.",
    });
  });

  it("there was no one to tell, and the present headteacher has taken it since: never the DSL (X2)", () => {
    const next = { id: "new head", name: "Ms Next" };
    const story = new ConcernStory(raising("adult", { lessonStaff: [HEAD.id] }));
    const around = () => aroundOf(story);
    const SINCE =
      "No one could be told of this when it was raised. A headteacher who has no part in it can read it now.";
    expect(concernView(story.concern, "recipient", around(), next.id).routeSentence).toBe(SINCE);
    expect(concernView(story.concern, "raiser", around()).routeSentence).toContain("chair of governors");
    story.take({ do: "have-it", by: next });
    expect(line(story).sentence).toBe("Seen by the headteacher 10:00.");
    for (const side of ["raiser", "recipient"] as const)
      expect(concernView(story.concern, side, around(), next.id).routeSentence).toBe(SINCE);
  });

  it("an adult's concern whose route opened later is never said to have gone to the DSL (X2)", () => {
    const story = new ConcernStory(raising("adult", { by: ASSISTANT, lessonStaff: [TEACHER.id, HEAD.id] }), {
      do: "add-detail",
      by: ASSISTANT,
      subject: TEACHER.id,
      holders: HOLDERS,
      lessonStaff: [],
    });
    expect(line(story).sentence).toBe("Telling the headteacher.");
    story.take({ do: "told", target: { to: "person", person: HEAD.id, as: "headteacher" } });
    expect(line(story).sentence).toBe("The headteacher was told at 10:00. Not seen yet.");
    expect(concernView(story.concern, "raiser", aroundOf(story)).routeSentence).toBe(
      "Goes to the headteacher. If no one takes it in time, a deputy headteacher is asked where the school has one. No DSL and no other member of staff can see that it exists.",
    );
  });

  it("where the DSL's role is empty by now and the headteacher is told instead, it says the headteacher", () => {
    const story = new ConcernStory(raising("child"), {
      ...NOT_TOLD,
      target: CHANNEL,
      holders: { dsl: [], headteacher: [HEAD.id] },
    });
    story.take({ do: "told", target: { to: "person", person: HEAD.id, as: "headteacher" } });
    expect(line(story).sentence).toBe(
      "The headteacher was told at 10:00, the DSL could not be told. Not seen yet.",
    );
    story.take({ do: "have-it", by: HEAD });
    expect(line(story).sentence).toBe("Told 10:00, seen by the headteacher 10:00.");
  });

  it("no concern: no one has been told", () => {
    expect(alertProof(undefined, "", "Europe/London", "")).toEqual({
      state: "none",
      sentence: "No one has been told yet.",
    });
  });
});

describe("what the raiser and a recipient read", () => {
  const adding = { do: "add-detail", holders: HOLDERS, lessonStaff: [] } as const;
  const whole = (): ConcernStory =>
    new ConcernStory(
      raising("child"),
      { do: "told", target: CHANNEL },
      { ...adding, by: TEACHER, words: "He said he was hungry" },
      { do: "have-it", by: DSL },
      { ...adding, by: DSL, words: "Known to social care" },
      { do: "close", by: DEPUTY, decision: "Referred", reason: "Second time this month" },
    );

  it("a recipient reads all of it, in order, with full names", () => {
    const story = whole();
    const view = concernView(story.concern, "recipient", aroundOf(story));
    expect(view.details.map((one) => one.words)).toEqual(["He said he was hungry", "Known to social care"]);
    expect(view.closed).toMatchObject({ by: DEPUTY.name, decision: "Referred" });
    expect(view.timeline.map((one) => one.sentence)).toEqual([
      "Miss Hart raised it: A concern was raised in a lesson.",
      "DSL channel: Sent 10:00.",
      "Miss Hart added to the record.",
      "Mrs Dale has it.",
      "Mrs Dale added to the record.",
      "Mr Shah closed it.",
    ]);
  });

  it("a recipient reads whose it is, a raiser by name whom it went to", () => {
    const story = whole();
    const around = { ...aroundOf(story), nameOf: (id: string) => (id === HEAD.id ? HEAD.name : undefined) };
    expect(concernView(story.concern, "recipient", around).routeSentence).toBe(
      "Raised to you by Miss Hart, 10:00.",
    );
    const adult = new ConcernStory(raising("adult"));
    const view = concernView(adult.concern, "raiser", around);
    expect(view.routeSentence).toBe(
      "Goes to Mrs Lowe. If no one takes it in time, a deputy headteacher is asked where the school has one. No DSL and no other member of staff can see that it exists.",
    );
    expect(view.deliveries.map(({ to }) => to)).toEqual(["Mrs Lowe, headteacher, own chat"]);
  });

  it("the raiser reads the receipt and their own words, not what the DSL wrote or decided", () => {
    const story = whole();
    const view = concernView(story.concern, "raiser", aroundOf(story));
    expect(view).toMatchObject({ state: "closed", seen: [{ by: DSL.name }] });
    expect(view.details.map((one) => one.words)).toEqual(["He said he was hungry"]);
    for (const text of ["social care", "Referred", "Second time"])
      expect(JSON.stringify(view)).not.toContain(text);
  });
});

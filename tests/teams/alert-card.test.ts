import { alertCard } from "../../src/teams/cards/alert-card.ts";
import { ConcernStory, DSL, HEAD, HOLDERS, raising } from "../protocol/concern/story.ts";

const LADDER = { holders: HOLDERS, lessonStaff: [], afterMs: 180_000 };
const AROUND = {
  timeZone: "Europe/London",
  phone: "01234 567890",
  recordUrl: "https://example.org/record",
};
const wordsFor = (story: ConcernStory, reader?: string): string =>
  JSON.stringify(alertCard(story.concern, AROUND, reader));

const presses = (story: ConcernStory, reader?: string): readonly string[] => {
  const { card } = alertCard(story.concern, AROUND, reader);
  const { actions } = card as { actions: readonly { title: string }[] };
  return actions.map(({ title }) => title);
};

const inOwnChats = (): ConcernStory =>
  new ConcernStory(raising("child"), { do: "escalate", step: 2, ...LADDER });

describe("the alert card", () => {
  it("says whose it is, by whom it was taken, whether the lesson is on, and which alert of it: a child's", () => {
    const story = inOwnChats();
    const around = {
      ...AROUND,
      lesson: { state: "on", since: [], at: story.now },
      order: 2,
      callUrl: "https://teams.microsoft.com/l/call/0/0",
    } as const;
    const { card } = alertCard(story.concern, around, DSL.id);
    const { actions } = card as { actions: readonly { title: string }[] };
    expect(actions.map(({ title }) => title)).toEqual([
      "I have it",
      "Call Miss Hart",
      "Open the record",
      "I cannot take it now",
    ]);
    for (const part of [
      "Raised to you by Miss Hart, 10:00.",
      "2nd alert of this lesson.",
      "lesson, on at 10:00",
    ])
      expect(JSON.stringify(card)).toContain(part);
    story.take({ do: "have-it", by: DSL });
    expect(wordsFor(story, DSL.id)).toContain("Taken at 10:00 by Mrs Dale");
  });

  it.each([
    [{ state: "on" }, "lesson, on at 10:00"],
    [{ state: "being ended", endAskedAt: "2026-11-24T09:58:00.000Z" }, "lesson, being ended since 09:58"],
    [{ state: "over" }, "lesson, over"],
  ] as const)("says how its lesson stands: %j", (stands, words) => {
    const story = inOwnChats();
    const around = { ...AROUND, lesson: { ...stands, since: [], at: story.now } };
    expect(JSON.stringify(alertCard(story.concern, around, DSL.id))).toContain(`${words}"`);
  });

  it("about an adult names nobody who raised it, and calls nobody", () => {
    const story = new ConcernStory(raising("adult"));
    const around = { ...AROUND, callUrl: "https://teams.microsoft.com/l/call/0/0" };
    const words = JSON.stringify(alertCard(story.concern, around, HEAD.id));
    expect(words).not.toContain("Miss Hart");
    expect(words).not.toContain("/l/call/");
  });

  it("can be handed on in the chat of whoever was asked, and nowhere else", () => {
    const story = inOwnChats();
    expect(presses(story, DSL.id)).toEqual(["I have it", "Open the record", "I cannot take it now"]);
    for (const reader of [undefined, HEAD.id])
      expect(presses(story, reader)).toEqual(["I have it", "Open the record"]);
  });

  it("can still be taken after it was handed on, but is not handed on twice", () => {
    const story = inOwnChats();
    story.take({ do: "hand-on", by: DSL, ...LADDER });
    expect(presses(story, DSL.id)).toEqual(["I have it", "Open the record"]);
    const words = wordsFor(story, DSL.id);
    expect(words).toContain("You handed it on at 10:00. You can still take it.");
    expect(words).not.toContain(DSL.name);
  });

  describe("where nobody else could be asked", () => {
    const ONLY = { ...LADDER, holders: { ...HOLDERS, headteacher: [HEAD.id] } };
    const alone = (): ConcernStory =>
      new ConcernStory(raising("adult"), { do: "hand-on", by: HEAD, ...ONLY });

    it("does not claim that it was handed on, and says whom to phone", () => {
      const words = wordsFor(alone(), HEAD.id);
      expect(words).toContain(
        "You said at 10:00 that you cannot take it. No one else can be asked yet: phone the school office on 01234 567890. You can still take it.",
      );
      expect(words).not.toContain("You handed it on");
      expect(words).not.toContain(HEAD.name);
      expect(JSON.stringify(alertCard(alone().concern, { ...AROUND, phone: "" }, HEAD.id))).toContain(
        "No one else can be asked yet: phone the school office. You can still take it.",
      );
    });

    it("says it again to whoever presses again, and that it was handed on once somebody was asked", () => {
      const story = alone();
      expect(story.take({ do: "hand-on", by: HEAD, ...ONLY })).toMatchObject({
        events: [],
        say: "Recorded already. There is no one else to ask yet: please phone the school office.",
      });
      const holders = { ...HOLDERS, headteacher: [HEAD.id, "new head"] };
      story.take({ do: "escalate", step: 2, ...LADDER, holders });
      expect(wordsFor(story, HEAD.id)).toContain("You handed it on at 10:00. You can still take it.");
      expect(story.take({ do: "hand-on", by: HEAD, ...LADDER, holders })).toMatchObject({
        say: "Thank you. It has been handed on.",
      });
    });

    it("asked again alone and left without an answer, nor does it claim so then", () => {
      const story = alone();
      story.take({ do: "escalate", step: 2, ...ONLY });
      const over = { ...story.concern, escalationEndedAt: story.now };
      expect(JSON.stringify(alertCard(over, AROUND, HEAD.id))).not.toContain("You handed it on");
    });

    it("says that nobody else is asked any more once the search is over", () => {
      const story = alone();
      const over = { ...story.concern, escalationEndedAt: story.now };
      expect(JSON.stringify(alertCard(over, AROUND, HEAD.id))).toContain(
        "You said at 10:00 that you cannot take it. No one else is asked any more: phone the school office on 01234 567890. You can still take it.",
      );
    });
  });

  it("is nothing to take or to hand on once somebody has it", () => {
    const story = inOwnChats();
    story.take({ do: "have-it", by: HEAD });
    expect(presses(story, DSL.id)).toEqual(["Open the record"]);
  });
});

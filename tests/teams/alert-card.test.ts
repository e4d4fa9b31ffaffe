import { alertCard } from "../../src/teams/cards/alert-card.ts";
import { ConcernStory, DSL, HEAD, HOLDERS, raising } from "../protocol/concern-story.ts";

const LADDER = { holders: HOLDERS, lessonStaff: [], afterMs: 180_000 };
const URL = "https://example.org/record";

const presses = (story: ConcernStory, reader?: string): readonly string[] => {
  const { card } = alertCard(story.concern, "Europe/London", URL, reader);
  const { actions } = card as { actions: readonly { title: string }[] };
  return actions.map(({ title }) => title);
};

const inOwnChats = (): ConcernStory =>
  new ConcernStory(raising("child"), { do: "escalate", step: 2, ...LADDER });

describe("the alert card", () => {
  test("can be handed on in the chat of whoever was asked, and nowhere else", () => {
    const story = inOwnChats();
    expect(presses(story, DSL.id)).toEqual(["I have it", "I cannot take it now", "Open the record"]);
    for (const reader of [undefined, HEAD.id])
      expect(presses(story, reader)).toEqual(["I have it", "Open the record"]);
  });

  test("can still be taken after it was handed on, but is not handed on twice", () => {
    const story = inOwnChats();
    story.take({ do: "hand-on", by: DSL, ...LADDER });
    expect(presses(story, DSL.id)).toEqual(["I have it", "Open the record"]);
    const words = JSON.stringify(alertCard(story.concern, "Europe/London", URL, DSL.id));
    expect(words).toContain("You handed it on at 10:00. You can still take it.");
    expect(words).not.toContain(DSL.name);
  });

  test("is nothing to take or to hand on once somebody has it", () => {
    const story = inOwnChats();
    story.take({ do: "have-it", by: HEAD });
    expect(presses(story, DSL.id)).toEqual(["Open the record"]);
  });
});

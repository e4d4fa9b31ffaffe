import { cardText } from "../../../src/protocol/export/card-text.ts";
import type { JsonObject } from "../../../src/protocol/fact.ts";
import { sentCardsOf } from "../../../src/protocol/screen/sent-cards.ts";
import { alertCard } from "../../../src/teams/cards/alert-card.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, raising } from "../concern/story.ts";

const AROUND = { timeZone: "Europe/London", phone: "01234 567890", recordUrl: "https://teams.example" };

const cardOf = (story: ConcernStory, reader?: string): JsonObject =>
  alertCard(story.concern, AROUND, reader).card as JsonObject;

const story = (): ConcernStory => {
  const one = new ConcernStory(raising("child"));
  one.take({ do: "told", target: CHANNEL, card: cardOf(one) });
  one.take({ do: "escalate", step: 2, holders: HOLDERS, lessonStaff: [], afterMs: 180_000 });
  const target = { to: "person", person: DEPUTY.id, as: "dsl" } as const;
  one.take({ do: "told", target, step: 2, card: cardOf(one, DEPUTY.id) });
  return one;
};

describe("a card as it was sent", () => {
  it("stands in the record as it was then, whatever is drawn on it since", () => {
    const one = story();
    const sent = cardOf(new ConcernStory(raising("child")));
    one.take({ do: "have-it", by: DSL });
    const [first] = sentCardsOf(one.concern, { id: HEAD.id, readsChannel: true });
    expect(first).toMatchObject({ to: "DSL channel", card: sent });
  });

  it("is shown to those alone whom it was sent to", () => {
    const to = (id: string, readsChannel: boolean): readonly string[] =>
      sentCardsOf(story().concern, { id, readsChannel }).map((one) => one.to);
    expect(to(DEPUTY.id, true)).toEqual(["DSL channel", "DSL, own chat"]);
    expect(to(DEPUTY.id, false)).toEqual(["DSL, own chat"]);
    expect(to(DSL.id, true)).toEqual(["DSL channel"]);
    expect(to(HEAD.id, false)).toEqual([]);
  });

  it("is no one's words: neither searched for names nor shown where it is not known", () => {
    const { texts, deliveries } = story().concern;
    expect(JSON.stringify(texts)).not.toContain("I have it");
    const unknown = new ConcernStory(raising("child"), { do: "told", target: CHANNEL });
    expect(sentCardsOf(unknown.concern, { id: DSL.id, readsChannel: true })).toEqual([]);
    expect(deliveries.filter(({ card }) => card !== undefined)).toHaveLength(2);
  });

  it("is read line by line in the order in which it is drawn", () => {
    expect(cardText(cardOf(new ConcernStory(raising("child"))))).toEqual([
      "A concern was raised in a lesson.",
      "Raised to you by Miss Hart, 10:00.",
      "Reference: ABC234",
      "Time: 24 November 2026, 10:00",
      "Lesson: the 10:00 class lesson",
      "State: Not taken yet",
      "Press I have it, so that the person who raised it knows.",
      "Buttons: I have it · Open the record",
      "Teaching, or not able to? Press I cannot take it now, and the next person is told at once.",
      "Buttons: I cannot take it now",
    ]);
  });
});

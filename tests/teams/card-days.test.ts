import { alertCard } from "../../src/teams/cards/alert-card.ts";
import { CARD_SCENES } from "../gallery/card-scenes.ts";
import { ConcernStory, DSL, raising } from "../protocol/concern/story.ts";

const DAY =
  /\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d\b/;

/** All that a card shows. */
const wordsIn = (node: unknown): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap(wordsIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === "string" ? (["text", "value", "title"].includes(name) ? [value] : []) : wordsIn(value),
  );
};

describe("a card that is read the next morning", () => {
  it.each(Object.entries(CARD_SCENES))("%s says the day of whatever time it gives", (_, make) => {
    for (const { card } of make()) {
      const words = wordsIn(card).join("\n");
      if (/\b\d\d:\d\d\b|\btomorrow\b/i.test(words)) expect(words).toMatch(DAY);
    }
  });

  it("says of what came on a later day which day that was", () => {
    const story = new ConcernStory(raising("child"));
    story.wait(22 * 3_600_000);
    story.take({ do: "have-it", by: DSL });
    const { card } = alertCard(story.concern, {
      timeZone: "Europe/London",
      phone: "",
      recordUrl: "https://x.example",
    });
    expect(wordsIn(card).join("\n")).toMatch(/Taken at 25 November 2026, \d\d:\d\d by/);
  });
});

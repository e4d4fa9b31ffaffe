import { channelReadersWords } from "../../../src/protocol/screen/channel-readers.ts";

const nameOf = (id: string): string => `Ms ${id.toUpperCase()}`;
const many = Array.from({ length: 20 }, (_, n) => `p${n}`);

describe("who reads a channel that is proposed for alerts", () => {
  it.each<[string, readonly string[], string]>([
    ["no one", [], "No one reads this channel now."],
    ["one DSL", ["a"], "1 person reads this channel, a DSL: Ms A."],
    ["DSLs alone", ["a", "b"], "2 people read this channel, all DSLs: Ms A and Ms B."],
    [
      "a person who is no DSL",
      ["a", "c"],
      "2 people read this channel. 1 is not a DSL: Ms C. They would read each alert about a child.",
    ],
    [
      "more people than are named",
      many,
      `20 people read this channel. 20 are not DSLs: ${many.slice(0, 12).map(nameOf).join(", ")} and 8 more. They would read each alert about a child.`,
    ],
  ])("is said: %s", (_what, readers, words) => {
    expect(channelReadersWords(readers, ["a", "b"], nameOf)).toBe(words);
  });
});

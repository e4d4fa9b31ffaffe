import { askSchoolCard, schoolChosenCard } from "../../src/teams/cards/ask-school-card.ts";
import { card, facts, heading, line, quiet } from "../../src/teams/cards/build.ts";
import { lessonCard } from "../../src/teams/cards/lesson-card.ts";
import { fc } from "../support/properties.ts";

/** Everything that a card shows as text that Teams reads Markdown in. */
const textsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, held]) =>
    typeof held === "string" && (name === "text" || name === "value") ? [held] : textsIn(held),
  );
};

const READ_AS_ITS_OWN = /[*_`~#<>[\]{}|\\\n\r\t\u202e]/u;

describe("a card shows what others have written as words", () => {
  it.each([
    "[Oakfield](https://evil.example)",
    "**Oakfield**",
    "{{DATE(2026-01-01T00:00:00Z, LONG)}}",
    "Oakfield\n\n# All is well",
    "\u202eloohcs",
  ])("a school named %j", (name) => {
    const texts = textsIn(schoolChosenCard(name).card);
    expect(texts).toHaveLength(1);
    expect(texts.filter((text) => READ_AS_ITS_OWN.test(text))).toEqual([]);
  });

  it("whatever is written, and wherever on a card it stands", () => {
    const marks = fc.string({ unit: fc.constantFrom(...Array.from("*_`~#<>[]{}|\\\n\t()a1 \u202eé")) });
    fc.assert(
      fc.property(marks, (text) => {
        const made = card(text, [heading(text), line(text), quiet(text), facts([["School", text]])]);
        const texts = [...textsIn(made.card), made.summary];
        expect(texts).toHaveLength(5);
        expect(texts.filter((one) => READ_AS_ITS_OWN.test(one))).toEqual([]);
      }),
    );
  });

  it("who is told, before a press that tells", () => {
    const face = {
      title: "The lesson",
      facts: [["Here", "*3*"]],
      quiet: ["Tell the DSL now: Goes to [x](https://a.b) *Lowe*."],
      lines: ["_x_"],
      buttons: [],
      turn: 1,
    } as const;
    const { card: made } = lessonCard(
      face,
      { lesson: "l", card: "checklist", panelUrl: "https://t.example" },
      "[say]",
    );
    const texts = textsIn(made);
    expect(texts).toHaveLength(5);
    expect(texts.filter((text) => READ_AS_ITS_OWN.test(text))).toEqual([]);
  });

  it("what any school is called stands on its press", () => {
    const { card: made } = askSchoolCard("m", [{ id: "a", name: "St Mary's (Infants) & Nursery" }]);
    expect(JSON.stringify(made)).toContain("St Mary's (Infants) & Nursery");
    expect(textsIn(schoolChosenCard("St Mary's (Infants) & Nursery").card)).toEqual([
      "This meeting is for St Mary's (Infants) & Nursery.",
    ]);
  });
});

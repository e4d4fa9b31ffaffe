import { detailsOf, isEmpty } from "../../src/panel/concern-details.ts";
import { type Draft, EMPTY_DRAFT } from "../../src/panel/draft.ts";
import { draftIn, isBlank, storedDraft } from "../../src/panel/kept-draft.ts";

describe("what follows a concern", () => {
  it("may be nothing at all", () => {
    expect(isEmpty(detailsOf({ ...EMPTY_DRAFT, others: " ", words: "\n", noticed: "x" }, [], []))).toBe(true);
  });

  it("names the member of staff for the route and for the reader", () => {
    expect(detailsOf({ ...EMPTY_DRAFT, subject: "id-7" }, [], ["Mr Hughes"])).toEqual({
      who: "Mr Hughes",
      subject: "id-7",
    });
  });

  it("holds each answer by itself, and the pupils chosen with the names typed", () => {
    const draft: Draft = {
      ...EMPTY_DRAFT,
      others: "an uncle",
      noticed: "2026-11-24T10:40",
      kinds: ["Something a child said"],
      words: "She was shivering ",
      said: "I am always cold",
      done: "Stayed with her",
      told: "Mrs Lowe, 10:45",
    };
    expect(detailsOf(draft, ["Isla", "Jude"], [])).toEqual({
      who: "Isla, Jude, an uncle",
      children: ["Isla", "Jude"],
      noticed: new Date("2026-11-24T10:40").toISOString(),
      kinds: ["Something a child said"],
      words: "She was shivering",
      said: "I am always cold",
      done: "Stayed with her",
      told: "Mrs Lowe, 10:45",
    });
  });
});

describe("a draft that was kept", () => {
  const draft: Draft = { ...EMPTY_DRAFT, pupils: ["p1"], said: "I am cold" };

  it("comes back as it was written; a blank one is not kept at all", () => {
    expect(draftIn(storedDraft(draft))).toEqual(draft);
    expect(storedDraft(EMPTY_DRAFT)).toBe("");
    expect(isBlank(draftIn(""))).toBe(true);
  });

  it.each([
    ["what is no draft", "7"],
    ["what cannot be read", "{"],
    ["another shape", JSON.stringify({ pupils: "p1", words: ["a"], inPerson: "yes" })],
  ])("is a blank one where it is %s", (_what, stored) => {
    expect(draftIn(stored)).toEqual(EMPTY_DRAFT);
  });
});

import { detailsOf, isEmpty } from "../../src/panel/concern-details.ts";
import { EMPTY_DRAFT } from "../../src/panel/draft.ts";

describe("what follows a concern", () => {
  it("may be nothing at all", () => {
    expect(isEmpty(detailsOf({ ...EMPTY_DRAFT, others: " ", words: "\n" }, [], "the DSL"))).toBe(true);
  });

  it("names the member of staff for the route and for the reader", () => {
    expect(detailsOf({ ...EMPTY_DRAFT, subject: "id-7" }, ["Mr Hughes"], "the headteacher")).toEqual({
      who: "Mr Hughes",
      subject: "id-7",
    });
  });

  it("joins the pupils chosen with the names typed", () => {
    expect(
      detailsOf({ ...EMPTY_DRAFT, others: "an uncle", inPerson: "yes" }, ["Isla", "Jude"], "the DSL"),
    ).toEqual({
      who: "Isla, Jude, an uncle",
      done: "Told the DSL in person: yes.",
    });
  });
});

import { NOTE_WORDINGS, newestWording } from "../../../src/protocol/families/note.ts";
import { isUsedFromTwoPlaces } from "../../../src/protocol/rules/c3-private-link.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { textOf } from "../../support/claims.ts";
import { MINUTE, twoHouseholds } from "../families/family-story.ts";
import { rule } from "./given.ts";

const isShared = (story: ReturnType<typeof twoHouseholds>): boolean => {
  const [mum] = story.family.links;
  return mum !== undefined && isUsedFromTwoPlaces(mum);
};

describe(rule("C3"), () => {
  it("is asked of families on their page, and in the text that goes with the link", () => {
    expect(textOf(SURFACES["family page"].file)).toMatch(/Keep the link to yourself/);
    const text = newestWording().text({ school: "Oakfield", link: "LINK", until: "31 August 2027" });
    expect(text).toMatch(/keep the link to yourself/);
    // The text itself goes through other hands: it names no child and no adult.
    expect(text).toContain("LINK");
  });

  it("says with each link which wording went with it, and keeps every wording with its day", () => {
    const made = twoHouseholds().events.find(({ type }) => type === "LinkMade");
    expect(NOTE_WORDINGS.map(({ since }) => since)).toContain(Object(made?.data).wording);
    expect(NOTE_WORDINGS.map(({ since }) => since)).toEqual(
      NOTE_WORDINGS.map(({ since }) => since).toSorted(),
    );
  });

  it("gives two households a link each, so that neither uses the other's", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "open" });
    story.visit("dad", { do: "open" });
    expect(story.family.links.map(isUsedFromTwoPlaces)).toEqual([false, false]);
  });

  it("points out a link that is used from two places at about the same time", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "open" }, "home");
    story.wait(20 * MINUTE).visit("mum", { do: "join", lesson: "l1" }, "elsewhere");
    expect(isShared(story)).toBe(true);
  });

  it("takes no notice of a link that is used at home one day, and at a grandparent's the next", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "open" }, "home");
    story.wait(24 * 60 * MINUTE).visit("mum", { do: "open" }, "gran");
    expect(isShared(story)).toBe(false);
  });
});

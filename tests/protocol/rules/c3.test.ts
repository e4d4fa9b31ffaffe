import {
  MOST_NOTE,
  NOTE_WORDINGS,
  newestWording,
  noteText,
  troubleOfNote,
} from "../../../src/protocol/families/note.ts";
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

  it("is asked in a school's own text as well, whatever that says, in both languages", () => {
    const filled = { school: "Oakfield", link: "LINK", until: "31 August 2027" };
    const text = noteText("Dear family of {school},\nplease open {link} before {until}.", filled);
    expect(text).toMatch(/^Dear family of Oakfield,\nplease open LINK before 31 August 2027\.\n\n/);
    expect(text).toMatch(/keep the link to yourself/);
    expect(text).toMatch(/Cadwch hi i chi’ch hun/);
    // What is filled in is not filled in again.
    expect(noteText("{school}: {link}", { ...filled, school: "{link}" })).toMatch(/^\{link\}: LINK/);
    expect(noteText(undefined, filled)).toBe(newestWording().text(filled));
  });

  it("a school's own text has the link once, and no other address, no other place to fill, and an end", () => {
    expect(
      ["{link}", "Oakfield. See {school}, {until}, {link}. Ring 01632 960123."].map(troubleOfNote),
    ).toEqual([undefined, undefined]);
    const wrong: readonly (readonly [string, RegExp])[] = [
      ["", /Write \{link\} once/],
      ["Ask the office for your link.", /Write \{link\} once/],
      ["{link} or {link}", /Write \{link\} once/],
      ["For {child}: {link}", /In braces/],
      ["{link}}", /In braces/],
      ["{ link } {link}", /In braces/],
      ...[
        "https://teams.microsoft.com/l/meetup-join/x",
        "teams.microsoft.com",
        "Teams.live.com",
        "oakfield.zoom.us",
        "www.oakfield.example",
        "bit.ly/abc",
        "school.example.org/lessons",
      ].map((address): readonly [string, RegExp] => [`{link} or ${address}`, /no other address/]),
      [`{link}${"a".repeat(MOST_NOTE)}`, /at most 1500/],
    ];
    for (const [text, words] of wrong)
      expect([text, troubleOfNote(text)]).toEqual([text, expect.stringMatching(words)]);
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

import { familySections } from "../../../src/protocol/export/family-sections.ts";
import type { KeptClass } from "../../../src/protocol/families/state.ts";
import { asksAdult } from "../../../src/protocol/rules/p1-consent-asked.ts";
import { classView, familyRef } from "../../../src/protocol/screen/families-view.ts";
import { unansweredText, unansweredWords } from "../../../src/protocol/screen/unanswered.ts";
import { momentsIn } from "../../../src/protocol/time/moments.ts";
import { DAY, type FamilyStory, MINUTE, twoHouseholds } from "../families/family-story.ts";

const ZONE = "Europe/London";
const BEES: KeptClass = { id: "bees", name: "Bees", staff: ["teacher"], families: ["f1"] };
const NONE: ReadonlySet<string> = new Set();
const shown = (story: FamilyStory, of = BEES) =>
  classView(of, true, [story.family], NONE, { now: story.now, timeZone: ZONE });
const adultIn = (story: FamilyStory, n = 0) => shown(story).families[0]?.adults[n];
const unanswered = (story: FamilyStory) => unansweredWords(shown(story));

describe("what staff see of the families of their class", () => {
  it("is who the adults are, what each answered, and how their link stands, and never the link", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "open" });
    expect(shown(story)).toEqual({
      class: "bees",
      name: "Bees",
      meets: true,
      weekly: false,
      families: [
        {
          family: "f1",
          ref: "F1",
          child: "Maya Singh",
          permission: "not asked",
          adults: [
            expect.objectContaining({
              adult: "mum",
              name: "Maya's mum",
              permission: "not asked",
              toAsk: true,
            }),
            expect.objectContaining({ adult: "dad", link: expect.objectContaining({ opened: [] }) }),
          ],
        },
      ],
    });
    expect(adultIn(story)?.link).toEqual({
      state: "works",
      madeAt: story.now,
      expiresAt: "2027-09-01T00:00:00.000Z",
      wording: expect.any(String),
      sent: { at: story.now, how: "ClassDojo" },
      opened: [story.now],
    });
    expect(JSON.stringify(shown(story))).not.toMatch(/digest|mum-home/);
  });

  it("says which meeting they come to, as far as one was chosen", () => {
    const meets = (weekly: boolean) => shown(twoHouseholds(), { ...BEES, meets: { chat: "c", weekly } });
    expect(meets(true)).toMatchObject({ meets: true, weekly: true });
    expect(meets(false)).toMatchObject({ meets: true, weekly: false });
  });

  it("counts who has not answered: joining is not an answer", () => {
    expect(unanswered(twoHouseholds())).toBe(
      "2 adults of 1 child have not answered yet. For 1 child no adult has answered.",
    );
    for (const yes of [true, false]) {
      const story = twoHouseholds();
      story.visit("mum", { do: "answer", yes });
      expect(unanswered(story)).toBe(
        "1 adult of 1 child has not answered yet. For each of these children another adult has answered.",
      );
      expect(adultIn(story)).toMatchObject({ toAsk: false, since: story.now });
      expect(adultIn(story, 1)).toMatchObject({ toAsk: true });
    }
    const { family, now } = twoHouseholds();
    const adults = family.adults.map((one) => ({ ...one, permission: "implied by joining" as const }));
    const joined = classView(BEES, true, [{ ...family, adults }], NONE, { now, timeZone: ZONE });
    expect(unansweredWords(joined)).toMatch(/^2 adults of 1 child have not answered yet\. For 1 child no/);
    expect(unansweredText(joined)).toContain("Maya's dad (joined, not answered)");
  });

  it("names who has not answered for the office, and what no one answered", () => {
    const story = twoHouseholds();
    expect(unansweredText(shown(story))).toBe(
      "Bees: permission for live lessons, not answered yet\nMaya Singh: Maya's mum, Maya's dad",
    );
    story.visit("mum", { do: "answer", yes: false });
    story.press({ do: "revoke", adult: "dad" });
    expect(unansweredText(shown(story))).toBe(
      "Bees: permission for live lessons, not answered yet\nMaya Singh: Maya's dad (no link that works)",
    );
    story.press({ do: "note-answer", adult: "dad", answer: "given" });
    expect(unanswered(story)).toBe("Every adult on this list has answered.");
    const empty = classView(BEES, true, [{ ...story.family, adults: [] }], NONE, {
      now: story.now,
      timeZone: ZONE,
    });
    expect(unansweredWords(empty)).toBe("1 child has no adult on the list, so no one is asked.");
    expect(unansweredText(empty)).toContain("Maya Singh: no adult on the list");
  });

  it("says of an adult whose link is over, or was used in two places, and of the newest link alone", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "open" }, "home");
    story.wait(MINUTE).visit("mum", { do: "open" }, "elsewhere");
    expect(adultIn(story)?.link).toMatchObject({ twoPlaces: true });
    expect(adultIn(story, 1)?.link).not.toHaveProperty("twoPlaces");
    story.press({ do: "revoke", adult: "mum" });
    expect(adultIn(story)?.link).toMatchObject({ state: "revoked", revokedAt: story.now });
    story.makeLink("mum", "second");
    expect(adultIn(story)?.link).toMatchObject({ state: "works", opened: [] });
    expect(adultIn(story.wait(300 * DAY))?.link?.state).toBe("expired");
  });

  it("has no name where it was erased, and no link where none was made", () => {
    const { family, now } = twoHouseholds();
    const { child: _child, ...nameless } = family;
    const adults = family.adults.map(({ name: _name, ...adult }) => adult);
    const [bare] = classView(BEES, true, [{ ...nameless, adults, links: [] }], NONE, {
      now,
      timeZone: ZONE,
    }).families;
    expect(bare).toMatchObject({ child: "(name erased)", adults: [{ name: "(name erased)" }, {}] });
    expect(bare?.adults[0]).not.toHaveProperty("link");
  });

  it("names a family on a card by six letters, and by no name", () => {
    expect(familyRef("a1b2c3d4-0000")).toBe("A1B2C3");
  });
});

describe("an adult who has answered", () => {
  it("is asked again from the day the school set, in its own days", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "answer", yes: true });
    const asked = (askAgainOn: string | undefined, now: string) => {
      const [mum] = story.family.adults;
      return mum !== undefined && asksAdult(askAgainOn === undefined ? {} : { askAgainOn }, mum, now, ZONE);
    };
    expect(asked(undefined, "2027-07-02T00:00:00.000Z")).toBe(false);
    expect(asked("2027-07-02", "2027-07-01T22:59:00.000Z")).toBe(false);
    expect(asked("2027-07-02", "2027-07-01T23:00:00.000Z")).toBe(true);
  });
});

describe("what an export holds of a family", () => {
  const moments = momentsIn(ZONE);

  it("is one line for each adult, with their own links and answers, and what to do before it is handed over", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "open" });
    story.visit("mum", { do: "join", lesson: "l1" });
    story.wait(DAY).visit("mum", { do: "answer", yes: true });
    const { family } = story;
    const at = "24 November 2026, 10:00";
    expect(familySections([family], moments)).toEqual([
      {
        heading: "Family",
        table: {
          columns: ["Adult", "Permission", "Links made", "Sent", "Opened", "Way to a lesson shown"],
          rows: [
            ["Maya's mum", "given, 25 November 2026, 10:00", at, `ClassDojo, ${at}`, at, at],
            ["Maya's dad", "not asked", at, `ClassDojo, ${at}`, "", ""],
          ],
        },
      },
      { heading: "Before it is handed over", lines: [expect.stringMatching(/take out the lines of adults/)] },
    ]);
    const links = family.links.map(({ sent: _sent, ...link }) => link);
    const adults = family.adults.map(({ name: _name, ...adult }) => adult);
    const [erased] = familySections([{ ...family, adults, links }], moments);
    expect(erased?.table?.rows[1]).toEqual(["(name erased)", "not asked", at, "", "", ""]);
  });

  it("is nothing where there is no family, and said to be nothing where no adult is on the list", () => {
    expect(familySections([], moments)).toEqual([]);
    const { family } = twoHouseholds();
    const [section] = familySections([{ ...family, adults: [] }], moments);
    expect(JSON.stringify(section)).toContain("No adult is on the list.");
  });
});

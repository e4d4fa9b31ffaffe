import { standingOfLink } from "../../../src/protocol/rules/c2-secure-link.ts";
import { DAY, twoHouseholds } from "../families/family-story.ts";
import { ended } from "../lesson/story.ts";
import { rule } from "./given.ts";

const standing = (story: ReturnType<typeof twoHouseholds>, adult: string) => {
  const link = story.family.links.find((one) => one.id === `${adult}-link`);
  return link === undefined ? undefined : standingOfLink(link, story.now);
};

describe(rule("C2"), () => {
  it("keeps no address in a lesson's record: a link cannot leak from there", () => {
    const { events } = ended();
    expect(events.length).toBeGreaterThan(20);
    expect(JSON.stringify(events)).not.toMatch(/https?:|teams\.microsoft/);
  });

  it("keeps who made a link, who sent it, in which way and when it was used, and of the link its digest alone", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "open" });
    story.visit("mum", { do: "join", lesson: "l1" });
    expect(story.events.filter(({ data }) => "link" in data && data.link === "mum-link")).toMatchObject([
      { type: "LinkMade", data: { by: "teacher", adult: "mum", digest: "mum-digest" } },
      { type: "LinkSent", data: { by: "teacher", how: "ClassDojo" } },
      { type: "LinkOpened" },
      { type: "JoinShown", data: { lesson: "l1" } },
    ]);
  });

  it("ends a link that was revoked, and only that one", () => {
    const story = twoHouseholds();
    story.press({ do: "revoke", adult: "mum" });
    expect([standing(story, "mum"), standing(story, "dad")]).toEqual(["revoked", "works"]);
    expect(story.visit("mum", { do: "answer", yes: true })).toMatchObject({ refused: "link" });
    expect(story.permission("mum")).toBe("not asked");
  });

  it("ends a link on its day", () => {
    const story = twoHouseholds().wait(300 * DAY);
    expect(standing(story, "mum")).toBe("expired");
    expect(story.visit("mum", { do: "open" })).toMatchObject({ refused: "link" });
  });

  it("ends the link before with a new one for the same adult", () => {
    const story = twoHouseholds();
    story.makeLink("mum", "mum-2");
    expect(standing(story, "mum")).toBe("revoked");
    expect(story.visit("mum-2", { do: "open" })).not.toHaveProperty("refused");
    // It was not sent yet: nothing says that a parent has it.
    expect(story.family.links.at(-1)?.sent).toBeUndefined();
  });

  describe("one press for a whole list", () => {
    const many = (story: ReturnType<typeof twoHouseholds>, adult: string, instead?: string) =>
      story.press({
        do: "make-link",
        adult,
        link: `${adult}-new`,
        digest: `${adult}-new-digest`,
        expiresAt: "2027-09-01T00:00:00.000Z",
        wording: "2026-11-30",
        ofMany: true,
        ...(instead === undefined ? {} : { instead }),
      });
    const newest = (story: ReturnType<typeof twoHouseholds>, adult: string) =>
      story.family.links.findLast((link) => link.adult === adult);

    it("brings no link back that staff ended, also where the page asks it to", () => {
      const story = twoHouseholds();
      story.press({ do: "revoke", adult: "mum" });
      for (const instead of [undefined, newest(story, "mum")?.madeAt])
        expect(many(story, "mum", instead)).toMatchObject({ refused: "link-ended" });
      // By itself it is made.
      expect(story.makeLink("mum", "mum-2")).not.toHaveProperty("refused");
    });

    it("replaces no link that was sent, or was opened", () => {
      const story = twoHouseholds();
      story.wait(DAY).makeLink("dad", "dad-2");
      story.visit("dad-2", { do: "open" });
      for (const adult of ["mum", "dad"])
        expect(many(story, adult, newest(story, adult)?.madeAt)).toMatchObject({ refused: "link-in-use" });
      expect(story.events.filter(({ type }) => type === "LinkRevoked")).toHaveLength(1);
    });

    it("replaces a link that may have been copied only where the person who pressed was shown that very link", () => {
      const story = twoHouseholds();
      story.wait(DAY).makeLink("mum", "mum-2");
      const shown = newest(story, "mum")?.madeAt;
      expect(many(story, "mum")).toMatchObject({ refused: "link-in-use" });
      // A colleague made another one meanwhile, and has its text.
      story.wait(DAY).makeLink("mum", "mum-3");
      expect(many(story, "mum", shown)).toMatchObject({ refused: "link-in-use" });
      expect(many(story, "mum", newest(story, "mum")?.madeAt)).not.toHaveProperty("refused");
      expect(newest(story, "mum")?.id).toBe("mum-new");
    });

    it("makes one where there is none, or where it has run out", () => {
      const story = twoHouseholds();
      story.press({ do: "add-adult", adult: "gran", name: "Gran" });
      expect(many(story, "gran")).not.toHaveProperty("refused");
      story.wait(300 * DAY);
      expect(many(story, "mum")).not.toHaveProperty("refused");
    });
  });

  it("says that a link was sent only where there is one that works", () => {
    const story = twoHouseholds();
    story.press({ do: "revoke", adult: "dad" });
    expect(story.press({ do: "sent", adult: "dad", how: "e-mail" })).toMatchObject({ refused: "nothing" });
  });

  it("keeps a page that is loaded again and again as one use", () => {
    const story = twoHouseholds();
    for (let n = 0; n < 50; n += 1) story.visit("mum", { do: "open" });
    expect(story.events.filter(({ type }) => type === "LinkOpened")).toHaveLength(1);
  });
});

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

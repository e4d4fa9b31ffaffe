import { lastAnswered } from "../../../src/protocol/families/decide-visit.ts";
import { ANSWERS, type Permission } from "../../../src/protocol/families/permission.ts";
import {
  asksAdult,
  isRefused,
  isToBeAsked,
  permissionOfChild,
} from "../../../src/protocol/rules/p1-consent-asked.ts";
import { textOf } from "../../support/claims.ts";
import { DAY, twoHouseholds } from "../families/family-story.ts";
import { rule } from "./given.ts";

const EVERY: readonly Permission[] = [...ANSWERS, "implied by joining", "not asked"];

describe(rule("P1"), () => {
  it("keeps what each adult answered, with when, and that it came through their own link", () => {
    const story = twoHouseholds();
    story.wait(DAY).visit("mum", { do: "answer", yes: true });
    expect(story.events.at(-1)).toMatchObject({
      type: "PermissionAnswered",
      at: story.now,
      data: { adult: "mum", answer: "given", link: "mum-link" },
    });
    expect(story.events.at(-1)?.data).not.toHaveProperty("by");
    expect([story.permission("mum"), story.permission("dad")]).toEqual(["given", "not asked"]);
  });

  it("keeps who noted an answer that a parent gave the school", () => {
    const story = twoHouseholds();
    story.press({ do: "note-answer", adult: "dad", answer: "refused" });
    expect(story.events.at(-1)).toMatchObject({
      type: "PermissionAnswered",
      data: { adult: "dad", answer: "refused", by: "teacher" },
    });
  });

  it.each(EVERY.flatMap((one) => EVERY.map((other) => [one, other] as const)))(
    "where one adult's is “%s” and the other's “%s”, a refusal wins and no answer is no yes",
    (one, other) => {
      const adults = [{ permission: one }, { permission: other }];
      const said = [one, other];
      const refused = said.some((answer) => answer === "refused" || answer === "withdrawn");
      expect(isRefused(adults)).toBe(refused);
      if (refused) expect(["refused", "withdrawn"]).toContain(permissionOfChild(adults));
      else
        expect(permissionOfChild(adults)).toBe(
          said.includes("given")
            ? "given"
            : said.includes("implied by joining")
              ? "implied by joining"
              : "not asked",
        );
      expect(permissionOfChild(adults)).toBe(permissionOfChild(adults.toReversed()));
    },
  );

  it("lets an adult take back a yes, which is then “withdrawn”, and say yes again", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "answer", yes: true });
    story.visit("mum", { do: "answer", yes: false });
    expect(story.permission("mum")).toBe("withdrawn");
    story.visit("mum", { do: "answer", yes: true });
    expect(story.permission("mum")).toBe("given");
  });

  it("keeps the same answer once, and lets no one fill the record with changes", () => {
    const story = twoHouseholds();
    for (let n = 0; n < 20; n += 1) story.visit("mum", { do: "answer", yes: true });
    expect(story.events.filter(({ type }) => type === "PermissionAnswered")).toHaveLength(1);
    for (let n = 0; n < 20; n += 1) story.visit("mum", { do: "answer", yes: n % 2 === 1 });
    expect(story.events.filter(({ type }) => type === "PermissionAnswered")).toHaveLength(6);
    expect(story.wait(DAY).visit("mum", { do: "answer", yes: true })).not.toHaveProperty("refused");
  });

  it("asks once, and again from the day that the school has set", () => {
    const given = { permission: "given" } as const;
    expect(isToBeAsked({ permission: "not asked" }, undefined, undefined, "2026-11-30")).toBe(true);
    expect(isToBeAsked(given, "2026-11-30", undefined, "2027-11-30")).toBe(false);
    expect(isToBeAsked(given, "2026-11-30", "2027-09-01", "2027-08-31")).toBe(false);
    expect(isToBeAsked(given, "2026-11-30", "2027-09-01", "2027-09-01")).toBe(true);
    expect(isToBeAsked(given, "2027-09-02", "2027-09-01", "2027-09-03")).toBe(false);
    // Joining is not an answer.
    expect(isToBeAsked({ permission: "implied by joining" }, "2026-11-30", undefined, "2026-12-01")).toBe(
      true,
    );
  });

  it.each([true, false])("keeps the same answer (yes: %s) again where it was asked for again", (yes) => {
    const story = twoHouseholds();
    story.visit("mum", { do: "answer", yes });
    story.press({ do: "ask-again", on: "2026-11-30", today: "2026-11-24" });
    const asked = () =>
      story.family.adults.map((one) => asksAdult(story.family, one, story.now, "Europe/London"));
    expect(asked()).toEqual([false, true]);
    story.wait(7 * DAY);
    expect(asked()).toEqual([true, true]);
    story.visit("mum", { do: "answer", yes });
    story.press({ do: "note-answer", adult: "dad", answer: "given" });
    expect(asked()).toEqual([false, false]);
    expect(story.events.filter(({ type }) => type === "PermissionAnswered")).toHaveLength(3);
    story.wait(DAY).press({ do: "note-answer", adult: "dad", answer: "given" });
    expect(story.events.filter(({ type }) => type === "PermissionAnswered")).toHaveLength(3);
  });

  it("lets no older page overturn a newer answer", () => {
    const story = twoHouseholds();
    const seen = () => lastAnswered(story.family.adults.find(({ id }) => id === "mum") ?? { answered: [] });
    const first = { do: "answer", yes: true, seen: seen() } as const;
    story.visit("mum", first);
    const second = { do: "answer", yes: false, seen: seen() } as const;
    story.wait(DAY).visit("mum", second);
    // Loaded once more, both.
    expect(story.visit("mum", first)).toMatchObject({ refused: "behind" });
    expect(story.visit("mum", second)).toMatchObject({ events: [] });
    expect(story.permission("mum")).toBe("withdrawn");
    expect(story.visit("mum", { ...first, seen: seen() })).toMatchObject({ events: [{}] });
  });

  it("never calls it consent where a family or a member of staff reads it", () => {
    for (const file of ["src/web/family/words-en.ts", "src/protocol/families/note.ts"])
      expect(textOf(file)).not.toMatch(/consent/i);
  });
});

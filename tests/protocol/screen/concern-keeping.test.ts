import type { ConcernKeeping } from "../../../src/protocol/concern/keeping-state.ts";
import type { Concern } from "../../../src/protocol/concern/state.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, raising } from "../concern/story.ts";
import { AT } from "../lesson/story.ts";

const CLOSING = { do: "close", by: DSL, decision: "None", reason: "None" } as const;
const story = (about: "child" | "adult" = "child"): ConcernStory =>
  new ConcernStory(raising(about), { do: "told", target: CHANNEL }, { do: "have-it", by: DSL });

const view = (
  { concern }: { readonly concern: Concern },
  now = AT,
  you: "raiser" | "recipient" = "recipient",
) => concernView(concern, you, { now, timeZone: "Europe/London", phone: "" });
const withKeeping = (keeping: Partial<ConcernKeeping>): { readonly concern: Concern } => {
  const { concern } = story();
  return { concern: { ...concern, keeping: { ...concern.keeping, ...keeping } } };
};
const BY = { at: "2026-11-25T10:00:00.000Z", by: DSL.id };

describe("how a concern is kept, as a recipient reads it", () => {
  it("is due on the day of its review, in the school's own days, until it is erased", () => {
    const due = (now: string, keeping: Partial<ConcernKeeping> = { until: "2030-07-02" }) =>
      view(withKeeping(keeping), now).keeping;
    expect(due(AT)).toEqual({ reviewOn: "2030-07-02", due: false });
    expect(due("2030-07-01T22:59:00.000Z")).toMatchObject({ due: false });
    expect(due("2030-07-01T23:00:00.000Z")).toMatchObject({ due: true });
    const erased = { until: "2030-07-02", erasedAt: AT };
    expect(due("2031-01-01T00:00:00.000Z", erased)).toEqual({
      reviewOn: "2030-07-02",
      due: false,
      erasedAt: AT,
    });
    expect(due(AT, {})?.reviewOn).toBe("2047-11-24");
  });

  it("says who holds it, since when and why, until that is lifted", () => {
    const held = story();
    held.take({ do: "hold", by: DEPUTY, reason: "Court" });
    expect(view(held).keeping?.held).toEqual({ at: held.now, by: DEPUTY.name, reason: "Court" });
    held.take({ do: "lift-hold", by: DSL, reason: "Over" });
    expect(view(held).keeping).not.toHaveProperty("held");
  });

  it("says what was done with its record, in order, and none of it to the raiser", () => {
    const kept = withKeeping({
      exports: [
        { ...BY, form: "pdf", purpose: "other", words: "For the governors" },
        { ...BY, form: "text", purpose: "cpoms" },
      ],
      hold: { ...BY, reason: "Court" },
      lifted: [BY],
      reviews: [
        { ...BY, outcome: "keep", reason: "Asked for" },
        { ...BY, outcome: "erase", reason: "Due" },
      ],
      lessonKeptAt: BY.at,
    });
    const before = view(story()).timeline.length;
    expect(
      view(kept)
        .timeline.slice(before)
        .map(({ sentence }) => sentence),
    ).toEqual([
      "Mrs Dale exported it as a PDF. Something else: For the governors.",
      "Mrs Dale exported it as text. To record it in CPOMS.",
      "Mrs Dale placed a legal hold: Court",
      "Mrs Dale lifted the hold.",
      "Mrs Dale reviewed it: kept. Asked for",
      "Mrs Dale reviewed it: erased. Due",
      "The lesson expired. What was recorded of it is kept here.",
    ]);
    const raiser = view(kept, AT, "raiser");
    expect(raiser.timeline).toEqual(view(story(), AT, "raiser").timeline);
    expect(raiser).not.toHaveProperty("keeping");
  });
});

describe("what a recipient reads of CPOMS", () => {
  it("is asked at closing, for a concern that belongs there", () => {
    expect(view(story()).cpoms).toEqual({ state: "asked at closing" });
    expect(view(story("adult"))).not.toHaveProperty("cpoms");
  });

  it("is not yet once it is closed without, then what was noted, by whom and when", () => {
    const closed = story();
    closed.take(CLOSING);
    expect(view(closed).cpoms).toEqual({ state: "not yet" });
    closed.wait(60_000);
    closed.take({ do: "note-cpoms", by: DEPUTY, cpoms: "C-1" });
    expect(view(closed).cpoms).toEqual({ state: "done", at: closed.now, by: DEPUTY.name, reference: "C-1" });
    expect(view(closed).timeline.at(-1)?.sentence).toBe("Mr Shah noted the CPOMS reference.");
    closed.wait(60_000);
    closed.take({ do: "note-cpoms", by: DSL, cpomsNotNeeded: "Noted twice" });
    expect(view(closed).cpoms).toMatchObject({ state: "not needed", by: DSL.name, reason: "Noted twice" });
    expect(view(closed).timeline.at(-1)?.sentence).toBe("Mrs Dale noted why CPOMS is not needed.");
    expect(view(closed, AT, "raiser")).not.toHaveProperty("cpoms");
  });

  it("is in the line of its closing where it was said then, and nothing more is asked of a closed one about an adult", () => {
    const closed = story();
    closed.take({ ...CLOSING, cpoms: "C-1" });
    expect(view(closed).cpoms).toMatchObject({ state: "done" });
    expect(view(closed).timeline.at(-1)?.sentence).toBe("Mrs Dale closed it.");
    const adult = story("adult");
    adult.take(CLOSING);
    expect(view(adult)).not.toHaveProperty("cpoms");
    const open = story();
    open.take(CLOSING);
    const { concern } = open;
    const erased = { ...concern, keeping: { ...concern.keeping, erasedAt: AT } };
    expect(view({ concern: erased })).not.toHaveProperty("cpoms");
  });
});

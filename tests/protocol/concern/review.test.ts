import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { decideConcern } from "../../../src/protocol/concern/decide.ts";
import { reviewOn } from "../../../src/protocol/concern/review.ts";
import { type Concern, type Detail, evolveConcern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import { USUAL_RETENTION } from "../../../src/protocol/time/retention.ts";
import { AT, TEACHER } from "../lesson/story.ts";
import { ConcernStory, DSL, HOLDERS, outcomeOf, raising } from "./story.ts";

const raised = (about: Concern["about"], raisedAt: string, until?: string): Concern => ({
  ...NO_CONCERN,
  about,
  raisedAt,
  keeping: { ...NO_CONCERN.keeping, ...(until === undefined ? {} : { until }) },
});

describe("when a concern comes up for review", () => {
  it.each([
    ["a child's, after 21 years", raised("child", "2026-11-24T10:00:00.000Z"), "2047-11-24"],
    ["an ended lesson's, as a child's", raised("ended", "2026-11-24T10:00:00.000Z"), "2047-11-24"],
    ["one about an adult, after ten", raised("adult", "2026-11-24T10:00:00.000Z"), "2036-11-24"],
    ["raised on a leap day, on 1 March", raised("adult", "2028-02-29T10:00:00.000Z"), "2038-03-01"],
    [
      "on the day the last review named",
      raised("child", "2026-11-24T10:00:00.000Z", "2030-09-01"),
      "2030-09-01",
    ],
  ])("a concern comes up for review: %s", (_what, concern, day) => {
    expect(reviewOn(concern)).toBe(day);
  });

  it("after the years that the school keeps", () => {
    const years = { reviewChildYears: 25, reviewStaffYears: 6 } as never;
    expect(reviewOn(raised("child", "2026-11-24T10:00:00.000Z"), years)).toBe("2051-11-24");
    expect(reviewOn(raised("adult", "2026-11-24T10:00:00.000Z"), years)).toBe("2032-11-24");
  });
});

describe("given a child under a legal hold, a concern that is closed and due is not erased", () => {
  const RETENTION = { ...USUAL_RETENTION, reviewChildYears: 0, reviewStaffYears: 0 };
  const erasing = (names: readonly string[], lesson: readonly string[] = []): ConcernCommand => ({
    do: "review",
    outcome: "erase",
    by: DSL,
    reason: "Due",
    today: "2050-01-01",
    retention: RETENTION,
    children: { names, lesson },
  });
  const detail = (written: Partial<Omit<Detail, "at" | "by">>): ConcernCommand => ({
    do: "add-detail",
    by: TEACHER,
    holders: HOLDERS,
    lessonStaff: [],
    ...written,
  });
  const close = (more: object = {}): ConcernCommand => ({
    do: "close",
    by: DSL,
    decision: "None",
    reason: "None",
    ...more,
  });
  const hold = (of: "hold" | "lift-hold", reason: string): ConcernCommand => ({ do: of, by: DSL, reason });
  const erased = (commands: readonly ConcernCommand[], erase: ConcernCommand): string =>
    outcomeOf(new ConcernStory(raising("child"), ...commands).take(erase));
  const HELD = "refused: held";
  const ERASED = "PersonalErased, ConcernReviewed";
  const SAM = "Then sam   PRICE's mum came in";

  it.each<[string, ...ConcernCommand[]]>([
    ["as whom it is about", detail({ who: "Ben Price, Sam Price" }), close()],
    ["by first name alone, as whom it is about", detail({ who: "Ben Price, Sam" }), close()],
    ["in what was written", detail({ words: SAM }), close()],
    ["in what was done", detail({ done: "Rang the home of Price, Sam" }), close()],
    ["in the decision", close({ decision: SAM })],
    ["in its reason", close({ reason: SAM })],
    ["in why it is not needed in CPOMS", close({ cpomsNotNeeded: SAM })],
    [
      "in what was said of CPOMS before",
      close({ cpomsNotNeeded: SAM }),
      { do: "note-cpoms", by: DSL, cpoms: "C-1" },
    ],
    ["in the reason of a hold that was lifted", hold("hold", SAM), hold("lift-hold", "Over"), close()],
    ["in why a hold was lifted", hold("hold", "Court"), hold("lift-hold", SAM), close()],
    [
      "in a review",
      close(),
      {
        do: "review",
        outcome: "keep",
        until: "2040-01-01",
        by: DSL,
        reason: SAM,
        today: "2039-01-01",
        retention: RETENTION,
      },
    ],
    [
      "in what it was exported for",
      close(),
      { do: "export", by: DSL, form: "pdf", purpose: { kind: "other", words: SAM } },
    ],
  ])("where they stand in it %s", (_where, ...commands) => {
    expect(erased(commands, erasing(["Sam Price"]))).toBe(HELD);
    expect(erased(commands, erasing(["Zoë Ng", "Sam Price"]))).toBe(HELD);
    expect(erased(commands, erasing(["Zoë Ng"]))).toBe(ERASED);
    expect(erased(commands, erasing([]))).toBe(ERASED);
  });

  it("where they stand in its lesson alone", () => {
    expect(erased([close()], erasing(["Sam Price"], ["Ben Price", "Sam Price"]))).toBe(HELD);
    expect(erased([close()], erasing(["Sam Price"], ["Ben Price", "Samuel"]))).toBe(ERASED);
  });

  it("where they stand in what was kept of its lesson", () => {
    const { concern } = new ConcernStory(raising("child"), close());
    const document = { title: "Year 4", intro: [], sections: [{ heading: "Pupils", lines: ["Sam Price"] }] };
    const kept = evolveConcern(concern, { type: "LessonKept", at: AT, data: {}, personal: { document } });
    expect(outcomeOf(decideConcern(kept, erasing(["Sam Price"]), AT))).toBe(HELD);
    expect(outcomeOf(decideConcern(kept, erasing(["Ben Price"]), AT))).toBe(ERASED);
  });

  it("and is where only a member of staff who wrote in it has their name, which staff may share", () => {
    expect(erased([close()], erasing([DSL.name]))).toBe(ERASED);
  });
});

describe("a review", () => {
  const closed = (...more: readonly ConcernCommand[]) =>
    new ConcernStory(
      raising("child"),
      { do: "close", by: DSL, decision: "None", reason: "None", cpoms: "C-1" },
      ...more,
    );
  const reviewing = (
    of: { outcome: "keep"; until: string } | { outcome: "erase" },
    today: string,
  ): ConcernCommand => ({
    do: "review",
    by: DSL,
    reason: "Looked through",
    today,
    retention: USUAL_RETENTION,
    ...(of.outcome === "keep" ? of : { ...of, children: { names: [], lesson: [] } }),
  });

  it.each([
    ["today", "refused: day", "2026-11-24"],
    ["yesterday", "refused: day", "2026-11-23"],
    ["tomorrow", "ConcernReviewed", "2026-11-25"],
    ["a day after 2200", "refused: day", "2200-01-02"],
  ])("keeps it until a day to come: until %s is “%s”", (_which, outcome, until) => {
    expect(outcomeOf(closed().take(reviewing({ outcome: "keep", until }, "2026-11-24")))).toBe(outcome);
  });

  it("erases it on the day that it is due and from then on, and not a day before", () => {
    const erase = (today: string) => outcomeOf(closed().take(reviewing({ outcome: "erase" }, today)));
    expect(erase("2047-11-23")).toBe("refused: not-due");
    expect(erase("2047-11-24")).toBe("PersonalErased, ConcernReviewed");
  });

  it("erases each fact of it, and not one that is open or held itself", () => {
    const erase = reviewing({ outcome: "erase" }, "2050-01-01");
    const story = closed();
    const facts = story.events.length;
    story.take(erase);
    expect(story.events.find(({ type }) => type === "PersonalErased")?.data).toEqual({
      by: DSL.id,
      versions: Array.from({ length: facts }, (_, n) => n + 1),
    });
    expect(story.take(erase)).toEqual({ events: [], say: "It has been erased already." });
    expect(outcomeOf(new ConcernStory(raising("child")).take(erase))).toBe("refused: open");
    const held = closed({ do: "hold", by: DSL, reason: "Court" });
    expect(outcomeOf(held.take(erase))).toBe("refused: held");
    held.take({ do: "lift-hold", by: DSL, reason: "Over" });
    expect(outcomeOf(held.take(erase))).toBe("PersonalErased, ConcernReviewed");
  });

  it("holds once, and lifts once: a second press changes nothing", () => {
    const story = closed();
    const press = (of: "hold" | "lift-hold") => outcomeOf(story.take({ do: of, by: DSL, reason: "Court" }));
    expect([
      press("lift-hold"),
      press("hold"),
      press("hold"),
      press("lift-hold"),
      press("lift-hold"),
    ]).toEqual(["", "ConcernHeld", "", "ConcernHoldLifted", ""]);
  });
});

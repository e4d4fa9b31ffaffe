import {
  decideKeeping,
  type Found,
  type Held,
  isChildHeld,
  isLessonHeld,
  isPupilHeld,
} from "../../../src/protocol/keeping/decide.ts";
import type { KeepingEvent } from "../../../src/protocol/keeping/events.ts";
import { heldNames } from "../../../src/protocol/keeping/held-children.ts";
import { evolveKeeping, type Keeping, NO_KEEPING } from "../../../src/protocol/keeping/state.ts";

const NOW = "2026-11-24T10:00:00.000Z";
const BY = { id: "lowe", name: "Mrs Lowe" };
const LESSON: Held = { on: "lesson", lesson: "l1" };
const AMARA: Held = { on: "pupil", name: "Amara Okafor" };
const NAMED: Found = { lessons: 2, near: [] };

const decide = (keeping: Keeping, held: Held, found: Found, hold = "h1") =>
  decideKeeping(
    keeping,
    { do: "hold", held, found, reason: "Asked by the police", hold, by: BY, as: "dsl" },
    NOW,
  );

const lift = (keeping: Keeping, hold: string) =>
  decideKeeping(keeping, { do: "lift-hold", hold, reason: "Closed", by: BY, as: "headteacher" }, NOW);

const thenKept = (keeping: Keeping, decision: ReturnType<typeof decide>): Keeping =>
  "refused" in decision ? keeping : decision.events.reduce(evolveKeeping, keeping);

const holding = (held: Held, found: Found = NAMED): Keeping =>
  thenKept(NO_KEEPING, decide(NO_KEEPING, held, found));

describe("a legal hold", () => {
  it("on a lesson says which lesson, who placed it, and why", () => {
    const decision = decide(NO_KEEPING, LESSON, { lesson: "Phonics, 24 November" });
    expect(decision).toMatchObject({
      say: "Legal hold placed: Phonics, 24 November. None of it is deleted or erased until the hold is lifted.",
    });
    const keeping = thenKept(NO_KEEPING, decision);
    expect(keeping).toEqual({
      version: 1,
      exports: [],
      expired: 0,
      holds: [
        {
          hold: "h1",
          on: "lesson",
          lesson: "l1",
          at: NOW,
          by: "lowe",
          byName: "Mrs Lowe",
          reason: "Asked by the police",
        },
      ],
    });
    expect([isLessonHeld(keeping, "l1"), isLessonHeld(keeping, "l2")]).toEqual([true, false]);
    expect(isPupilHeld(keeping, "Amara Okafor")).toBe(false);
  });

  it("on a child keeps the name out of the fact's open part", () => {
    const decision = decide(NO_KEEPING, AMARA, NAMED);
    if ("refused" in decision) throw new Error(decision.say);
    const [{ data, personal }] = decision.events as [Extract<KeepingEvent, { type: "HoldPlaced" }>];
    expect(data).toEqual({ by: "lowe", as: "dsl", hold: "h1", on: "pupil" });
    expect(personal).toEqual({ byName: "Mrs Lowe", reason: "Asked by the police", pupil: "Amara Okafor" });
  });

  it.each([
    [{ lessons: 1, near: [] }, "1 lesson names this child."],
    [{ lessons: 2, near: [] }, "2 lessons name this child."],
  ])("on a child says how many lessons it keeps: %j", (found, words) => {
    expect(decide(NO_KEEPING, AMARA, found)).toMatchObject({
      say: `Legal hold placed: ${words} None of it is deleted or erased until the hold is lifted.`,
    });
  });

  it("is not placed on a child whom no lesson names, and says which names come near", () => {
    expect(decide(NO_KEEPING, AMARA, { lessons: 0, near: [] })).toEqual({
      refused: "nothing",
      say: "No lesson names this child. No legal hold was placed.",
    });
    expect(decide(NO_KEEPING, AMARA, { lessons: 0, near: ["Amira Okafor", "Amara Oke"] })).toMatchObject({
      say: "No lesson names this child; near: Amira Okafor, Amara Oke. No legal hold was placed.",
    });
  });

  it("is placed where the DSL says that only a concern names the child", () => {
    expect(decide(NO_KEEPING, { ...AMARA, unnamed: true }, { lessons: 0, near: [] })).toMatchObject({
      say: expect.stringContaining("no lesson names this child; what concerns say of them is kept."),
    });
  });

  it("is not placed a second time, whatever the spelling of the name", () => {
    for (const [held, again] of [
      [LESSON, LESSON],
      [AMARA, { on: "pupil", name: "amara okafor" }],
    ] as const)
      expect(decide(holding(held), again, NAMED, "h2")).toEqual({
        events: [],
        say: "There is a legal hold already: 2 lessons name this child.",
      });
  });

  it("on something else is another one", () => {
    for (const [held, other] of [
      [LESSON, { on: "lesson", lesson: "l2" }],
      [LESSON, AMARA],
      [AMARA, LESSON],
      [AMARA, { on: "pupil", name: "Ben Price" }],
    ] as const)
      expect(thenKept(holding(held), decide(holding(held), other, NAMED, "h2")).holds).toHaveLength(2);
  });

  it("is lifted by its own number, and no other with it", () => {
    const both = thenKept(holding(LESSON), decide(holding(LESSON), AMARA, NAMED, "h2"));
    const lifted = lift(both, "h1");
    expect(lifted).toMatchObject({ say: "The hold is lifted." });
    expect(thenKept(both, lifted).holds.map(({ hold }) => hold)).toEqual(["h2"]);
    expect(lift(both, "h3")).toMatchObject({ refused: "not-held" });
    expect(lift(NO_KEEPING, "h1")).toMatchObject({ refused: "not-held" });
  });
});

describe("a child who is held", () => {
  const pupil = { id: "p1", name: "Amara Okafor", also: ["Mia Okafor"] };

  it("is held under each name that a register gives them", () => {
    const keeping = holding({ on: "pupil", name: "mia okafor" });
    expect(isChildHeld(keeping, pupil)).toBe(true);
    expect(isChildHeld(keeping, { name: "Ben Price", also: [] })).toBe(false);
    expect(isChildHeld(NO_KEEPING, pupil)).toBe(false);
  });

  it("has each of those names on the list of held names once, and no other child's", () => {
    const ben = { id: "p2", name: "Ben Price", also: [] };
    expect(heldNames(holding(AMARA), [pupil, pupil, ben])).toEqual(["Amara Okafor", "Mia Okafor"]);
    expect(heldNames(holding(AMARA), [])).toEqual(["Amara Okafor"]);
    expect(heldNames(holding(LESSON), [pupil])).toEqual([]);
    expect(heldNames(holding({ on: "pupil", name: "X" }), [])).toEqual([]);
  });
});

describe("how the record was kept", () => {
  const made = (of: "lesson" | "child", personal?: { byName: string; words?: string; child?: string }) =>
    ({
      type: "ExportMade",
      at: NOW,
      data: { by: "lowe", as: "dsl", of, form: "pdf", purpose: "parent" },
      ...(personal === undefined ? {} : { personal }),
    }) as unknown as KeepingEvent;

  it("each export stands with who made it and, of a child, whose it was", () => {
    const facts = [
      made("lesson", { byName: "Mrs Lowe", words: "asked in writing" }),
      made("child", { byName: "Mrs Lowe", child: "Amara" }),
    ];
    expect(facts.reduce(evolveKeeping, NO_KEEPING)).toEqual({
      version: 2,
      holds: [],
      expired: 0,
      exports: [
        {
          at: NOW,
          by: "lowe",
          of: "lesson",
          form: "pdf",
          purpose: "parent",
          byName: "Mrs Lowe",
          words: "asked in writing",
        },
        {
          at: NOW,
          by: "lowe",
          of: "child",
          form: "pdf",
          purpose: "parent",
          byName: "Mrs Lowe",
          child: "Amara",
        },
      ],
    });
  });

  it("erased, says so and nothing else", () => {
    const [one] = evolveKeeping(NO_KEEPING, made("child")).exports;
    expect(one).toMatchObject({ byName: "(erased)", child: "(erased)" });
    const placed = {
      type: "HoldPlaced",
      at: NOW,
      data: { by: "lowe", as: "dsl", hold: "h1", on: "pupil" },
    } as const;
    expect(evolveKeeping(NO_KEEPING, placed).holds).toEqual([
      { hold: "h1", on: "pupil", at: NOW, by: "lowe", byName: "(erased)", reason: "(erased)" },
    ]);
  });

  it("counts the lessons that have expired; each fact counts as one, those of a later version too", () => {
    const expired = {
      type: "LessonsExpired",
      at: NOW,
      data: { before: NOW, streams: [1, 2].map((n) => ({ stream: `lesson:${n}`, length: 3, hash: "h" })) },
    } as const;
    const erased = { type: "ChildErased", at: NOW, data: { by: "lowe", as: "dsl", lessons: 2 } } as const;
    const later = { type: "SomethingLater", at: NOW, data: {} } as unknown as KeepingEvent;
    expect([expired, expired, erased, later].reduce(evolveKeeping, NO_KEEPING)).toEqual({
      ...NO_KEEPING,
      version: 4,
      expired: 4,
    });
  });
});

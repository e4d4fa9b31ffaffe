import { dutiesForSchool } from "../../../src/protocol/holders/duties.ts";
import { decideSignOut } from "../../../src/protocol/holders/sign-out.ts";
import { evolveSchool, type SchoolState } from "../../../src/protocol/holders/state.ts";
import { EVANS, evolved, HOLDERS, hoursOn, NOW, START } from "./given.ts";

const TWO = { ...HOLDERS, headteacher: ["evans", "moore"] };
const press = (
  state: SchoolState,
  person: string,
  out = true,
  { holders = TWO, known }: { holders?: typeof TWO & { unanswered?: true }; known?: readonly string[] } = {},
) => decideSignOut(state, { person, out }, EVANS, holders, NOW, known);
const eventsOf = (decision: ReturnType<typeof press>) => ("events" in decision ? decision.events : []);
const out = (): SchoolState => evolved(START, eventsOf(press(START, "lowe")));

describe("a headteacher signs a person out", () => {
  it("at once, with who did it and when, and says what that does not do", () => {
    const decision = press(START, "lowe", true, { known: ["lowe"] });
    expect(decision).toEqual({
      events: [{ type: "PersonSignedOut", at: NOW, data: { person: "lowe", by: "evans" } }],
      say: expect.stringMatching(/^Signed out\. .* They stay in their meetings: remove them there/),
    });
    expect(out().signedOut).toEqual([{ person: "lowe", by: "evans", at: NOW }]);
    // Where the directory does not say who has a role here, no one is kept in by that.
    expect(eventsOf(press(START, "lowe"))).toHaveLength(1);
  });

  it("once: pressed again, it says since when", () => {
    expect(press(out(), "lowe")).toEqual({
      events: [],
      say: "This person has been signed out since 24 November 2026, 10:42.",
    });
    expect(eventsOf(press(out(), "grant"))).toHaveLength(1);
  });

  it.each([
    ["themselves", "evans", {}, "not-theirs"],
    ["another headteacher", "moore", {}, "not-theirs"],
    [
      "anyone while it is not known who is a headteacher",
      "lowe",
      { holders: { ...TWO, unanswered: true } },
      "directory-away",
    ],
    ["a person without a role here", "lowe", { known: ["grant"] }, "not-found"],
  ] as const)("a headteacher never signs out %s", (_who, person, around, refused) => {
    expect(press(START, person, true, around as never)).toMatchObject({ refused });
  });
});

describe("a headteacher lets a person in again", () => {
  it("and no one else with them", () => {
    const both = evolved(out(), eventsOf(press(out(), "grant")));
    const decision = press(both, "lowe", false);
    expect(decision).toEqual({
      events: [{ type: "PersonLetIn", at: NOW, data: { person: "lowe", by: "evans" } }],
      say: "They can use Lesson Guard again.",
    });
    expect(evolved(both, eventsOf(decision)).signedOut).toEqual([{ person: "grant", by: "evans", at: NOW }]);
  });

  it("only one who is out", () => {
    expect(press(out(), "grant", false)).toEqual({ events: [], say: "This person is not signed out." });
    expect(press(START, "lowe", false)).toMatchObject({ events: [] });
  });
});

it("cards are drawn again once a person who would be told is out or back", () => {
  for (const type of ["PersonSignedOut", "PersonLetIn"] as const)
    expect(dutiesForSchool({ type, at: NOW, data: { person: "lowe", by: "evans" } })).toEqual([
      expect.objectContaining({ work: { kind: "redraw-cards" }, replaces: "redraw cards", urgent: false }),
    ]);
});

describe("a rehearsal", () => {
  const rehearsed = (type: "Rehearsed" | "RehearsalFailed", what: "entered" | "removed", hours: number) =>
    ({ type, at: hoursOn(hours), data: { what, by: "evans" } }) as never;
  const told = (...events: readonly never[]) => events.reduce<SchoolState>(evolveSchool, START);

  it("shows when each part was last seen to work, and which the newest showed not to", () => {
    expect(
      told(rehearsed("Rehearsed", "entered", 0), rehearsed("RehearsalFailed", "removed", 1)),
    ).toMatchObject({
      rehearsed: { entered: NOW },
      failed: { removed: hoursOn(1) },
    });
    const mended = told(rehearsed("RehearsalFailed", "removed", 0), rehearsed("Rehearsed", "removed", 1));
    expect([mended.rehearsed, mended.failed]).toEqual([{ removed: hoursOn(1) }, {}]);
    const broken = told(rehearsed("Rehearsed", "removed", 0), rehearsed("RehearsalFailed", "removed", 1));
    expect([broken.rehearsed, broken.failed]).toEqual([{}, { removed: hoursOn(1) }]);
  });

  it("calls for no work", () => {
    for (const type of ["Rehearsed", "RehearsalFailed"] as const)
      expect(dutiesForSchool(rehearsed(type, "entered", 0))).toEqual([]);
  });
});

import { overtaken, redrawAfter } from "../../../src/protocol/holders/duties.ts";
import type { SchoolSettings } from "../../../src/protocol/holders/school.ts";
import { answeredBy, CHANNEL, CHOSEN, HOUR, hoursOn, LOWE, NOW, OWN, proposed, START } from "./given.ts";

const told = (...asked: Parameters<typeof overtaken>) => overtaken(...asked).map(({ work }) => work);

describe("a change that waits", () => {
  const OTHER: SchoolSettings = { ...CHOSEN, groups: { ...CHOSEN.groups, dsl: "another" } };

  it("no longer asks once another was proposed in its place, and says so by its own message alone", () => {
    const before = proposed();
    const after = proposed(OTHER, before, { by: "khan" }, "2");
    expect(told(before, after, NOW)).toEqual([
      { kind: "spread-proposal", proposal: "dsl-1", news: "overtaken" },
    ]);
    expect(overtaken(before, after, NOW)).toMatchObject([{ afterMs: 0, urgent: false }]);
  });

  it("no longer asks once what it would change is another already", () => {
    const before = proposed();
    expect(told(before, { ...before, settings: OTHER }, NOW)).toHaveLength(1);
    expect(
      told(before, { ...before, settings: { ...before.settings, name: "Oakfield Primary" } }, NOW),
    ).toEqual([]);
  });

  it("is not said to be overtaken where it is new, was answered, or had lapsed before", () => {
    const before = proposed();
    expect(told(START, before, NOW)).toEqual([]);
    expect(told(before, answeredBy(before, LOWE, { answer: "no" }), NOW)).toEqual([]);
    const late = hoursOn(24 * 365);
    expect(told(before, { ...before, settings: OTHER }, late)).toEqual([]);
    const twice = proposed(OTHER, before, { by: "khan" }, "2");
    // What was overtaken once is not again.
    expect(
      told(twice, { ...twice, settings: OWN }, NOW).map((work) => "proposal" in work && work.proposal),
    ).toEqual(["dsl-2"]);
  });
});

describe("cards that were sent", () => {
  it.each<[string, Partial<SchoolSettings>]>([
    ["who is told", { groups: OWN.groups }],
    ["the channel", { dslChannel: { ...CHANNEL, channelId: "another" } }],
    ["who is headteacher", { headteacherPerson: "evans" }],
    ["who is told first", { firstTold: "both" }],
    ["the telephone number", { phone: "01234 567890" }],
    ["when the next are told", { escalateAfterMinutes: 5 }],
    ["the time zone", { timeZone: "Europe/Dublin" }],
  ])("are drawn again where the school has changed %s", (_what, changed) => {
    expect(redrawAfter(CHOSEN, { ...CHOSEN, ...changed })).toEqual([
      {
        work: { kind: "redraw-cards" },
        afterMs: 0,
        deadlineMs: 60_000,
        expiryMs: HOUR,
        repeat: "until-done",
        replaces: "redraw cards",
        urgent: false,
      },
    ]);
  });

  it("stay where nothing that they show has changed", () => {
    const groups = { ...CHOSEN.groups };
    expect(redrawAfter(CHOSEN, { ...CHOSEN, groups, name: "Oakfield Primary", undoSeconds: 6 })).toEqual([]);
  });
});

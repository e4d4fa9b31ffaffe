import { dutiesForSchool } from "../../../src/protocol/holders/duties.ts";
import { decideOwnCover, type OwnCover } from "../../../src/protocol/holders/own-cover.ts";
import type { SchoolState } from "../../../src/protocol/holders/state.ts";
import { madeWords } from "../../../src/protocol/holders/words.ts";
import type { Caller } from "../../../src/protocol/who/caller.ts";
import { withCover } from "../../../src/protocol/who/cover.ts";
import { EVANS, evolved, HOLDERS, hoursOn, LOWE, NOW, proposed, START, who } from "./given.ts";

const DAYS = { by: "grant", from: "2026-12-01", until: "2026-12-05" };
const HOURS = { days: [1, 2, 3, 4, 5], opens: "08:00", closes: "17:00", contacts: ["grant"] };

const pressed = (state: SchoolState, asked: OwnCover, caller: Caller = LOWE, holders = HOLDERS) => {
  const decision = decideOwnCover(state, asked, caller, holders, "7", NOW);
  return "refused" in decision
    ? { state, say: decision.say, refused: decision.refused, events: [] }
    : { state: evolved(state, decision.events), say: decision.say, events: decision.events };
};

describe("a DSL or headteacher sets their own cover", () => {
  it("is in force at once, for their own absence alone, and they are not asked first on those days", () => {
    const { state, say } = pressed(START, { set: DAYS });
    expect(state.settings.cover).toEqual({ stints: [{ ...DAYS, away: "lowe" }] });
    expect(say).toMatch(/^Saved\. You are not asked first from 1 December 2026 to 5 December 2026\. /);
    const away = (now: string) => withCover(HOLDERS, state.settings.cover, now, "Europe/London").away;
    expect([away(NOW), away(hoursOn(8 * 24))]).toEqual([[], ["lowe"]]);
  });

  it("takes no approval of a headteacher for themselves: they are the one who would be asked", () => {
    const { state } = pressed(START, { set: { ...DAYS, by: "lowe" } }, EVANS);
    expect(state.proposals).toEqual([]);
    expect(state.settings.cover?.stints).toEqual([{ ...DAYS, by: "lowe", away: "evans" }]);
  });

  it("is told to headteacher and DSL in the same transaction, with who made it, and so is the way back", () => {
    const set = pressed(START, { set: DAYS });
    const back = pressed(set.state, { end: DAYS });
    expect(back.state.settings).toEqual(START.settings);
    for (const { events, state } of [set, back]) {
      expect(events.flatMap(dutiesForSchool).map(({ work }) => work)).toEqual([
        { kind: "spread-proposal", proposal: "cover-7", news: "made" },
      ]);
      expect(state.made?.at(-1)).toMatchObject({ of: "cover", by: "lowe", at: NOW });
    }
    const [made] = back.state.made ?? [];
    if (made === undefined) throw new Error("nothing was told");
    expect([made.from, JSON.parse(made.to)]).toEqual(["", { stints: [{ ...DAYS, away: "lowe" }] }]);
    expect(madeWords(made, "Europe/London")).toContain("who is away and who covers");
  });

  it("pressed twice is one absence, and what is gone is taken out once", () => {
    const { state } = pressed(START, { set: DAYS });
    expect(pressed(state, { set: DAYS }).events).toEqual([]);
    expect(pressed(START, { end: DAYS })).toMatchObject({
      events: [],
      say: "This absence is not there any more.",
    });
  });

  it("leaves the absences of others and the hours as they are, and takes out what is over", () => {
    const over = { away: "lowe", by: "grant", from: "2026-10-01", until: "2026-10-05" };
    const others = { away: "grant", by: "evans", from: "2026-10-01", until: "2026-10-05" };
    const cover = { stints: [over, others], hours: HOURS };
    const state = { settings: { ...START.settings, cover }, proposals: [] };
    const after = pressed(state, { set: DAYS }).state;
    expect(after.settings.cover).toEqual({ stints: [others, { ...DAYS, away: "lowe" }], hours: HOURS });
    expect(pressed(after, { end: { ...others, by: "evans" } }).say).toBe(
      "This absence is not there any more.",
    );
    expect(pressed(after, { end: DAYS }).state.settings.cover).toEqual({ stints: [others], hours: HOURS });
  });

  it.each([
    ["themselves as cover", { ...DAYS, by: "lowe" }, "not-theirs"],
    ["a person without the role", { ...DAYS, by: "okafor" }, "not-theirs"],
    ["a last day before the first", { ...DAYS, until: "2026-11-30" }, "days"],
    ["days that are over", { ...DAYS, from: "2026-11-20", until: "2026-11-23" }, "days"],
    ["a slip of the year", { ...DAYS, until: "2062-12-05" }, "days"],
  ])("is refused with %s", (_what, set, refused) => {
    expect(pressed(START, { set })).toMatchObject({ refused, state: START });
  });

  it("is refused where they, or the person who would cover, are away on some of these days", () => {
    const { state } = pressed(START, { set: DAYS });
    const later = { ...DAYS, from: "2026-12-05", until: "2026-12-06" };
    expect(pressed(state, { set: later })).toMatchObject({
      refused: "away",
      say: "You are already away from 1 December 2026 to 5 December 2026. Remove that absence first.",
    });
    expect(pressed(state, { set: { ...later, by: "lowe" } }, who("grant", ["dsl"]))).toMatchObject({
      refused: "away",
      say: "This person is away on some of these days. Choose another.",
    });
    expect(pressed(state, { set: { ...DAYS, from: "2026-12-06", until: "2026-12-06" } }).say).toContain(
      "on 6 December 2026",
    );
  });

  it("is refused while the directory cannot say who holds a role", () => {
    const holders = { dsl: [], headteacher: [], unanswered: true } as const;
    expect(pressed(START, { set: DAYS }, LOWE, holders)).toMatchObject({ refused: "directory-away" });
  });

  it("an administrator's change of who is away is told, too, the first one as well", () => {
    const cover = { stints: [{ ...DAYS, away: "lowe" }] };
    expect(proposed({ ...START.settings, cover }, START).made).toMatchObject([
      { of: "cover", from: "", by: "khan" },
    ]);
  });
});

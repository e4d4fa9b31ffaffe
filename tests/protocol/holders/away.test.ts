import { askedPeople, decideSettings } from "../../../src/protocol/holders/decide.ts";
import { dutiesForSchool } from "../../../src/protocol/holders/duties.ts";
import type { SchoolSettings } from "../../../src/protocol/holders/school.ts";
import { type SchoolState, waitingIn } from "../../../src/protocol/holders/state.ts";
import { newsWords } from "../../../src/protocol/holders/words.ts";
import type { Caller } from "../../../src/protocol/who/caller.ts";
import type { Hours } from "../../../src/protocol/who/cover.ts";
import type { Holders } from "../../../src/protocol/who/route.ts";
import {
  answeredBy,
  answering,
  CHOSEN,
  EVANS,
  evolved,
  HOLDERS,
  hoursOn,
  KHAN,
  LOWE,
  NOW,
  proposed,
  refusal,
  START,
  TRUST,
  who,
} from "./given.ts";

describe("a headteacher who is to be away", () => {
  const leave = (away: string, by = "grant") => ({ away, by, from: "2026-12-01", until: "2026-12-04" });
  const hours = (...contacts: readonly string[]) => ({
    days: [1, 2],
    opens: "08:00",
    closes: "17:00",
    contacts,
  });
  const covered = (cover: NonNullable<SchoolSettings["cover"]>): SchoolSettings => ({ ...CHOSEN, cover });
  const BELL = who("bell", ["headteacher"]);
  const TWO: Holders = { ...HOLDERS, headteacher: ["evans", "bell"] };

  it("says yes to it first; the leave of others is applied at once", () => {
    const state = proposed(covered({ stints: [leave("lowe"), leave("evans")] }));
    expect(state.settings.cover).toEqual({ stints: [leave("lowe")] });
    expect(waitingIn(state, NOW)).toMatchObject([{ of: "cover", by: "khan" }]);
    for (const [caller, why] of [
      [LOWE, "not-found"],
      [KHAN, "own-proposal"],
      [TRUST, "too-early"],
    ] as const)
      expect(refusal(state, caller, { proposal: "cover-1" })).toBe(why);
    const after = answeredBy(state, EVANS, { proposal: "cover-1" });
    expect(after.settings.cover).toEqual({ stints: [leave("lowe"), leave("evans")] });
    // Saved once more, it is nothing new.
    expect(waitingIn(proposed(after.settings, after), NOW)).toEqual([]);
  });

  it("is who says it, not another headteacher", () => {
    const state = proposed(covered({ stints: [leave("evans", "bell")] }));
    expect(state.settings.cover).toBeUndefined();
    expect(refusal(state, BELL, { proposal: "cover-1" }, NOW, TWO)).toBe("not-yours");
    expect(refusal(state, EVANS, { proposal: "cover-1" }, NOW, TWO)).toBe("taken");
    expect(answeredBy(state, EVANS, { proposal: "cover-1", answer: "no" }).settings.cover).toBeUndefined();
  });

  it("is so as well outside hours in which others are asked", () => {
    const state = proposed(covered({ hours: hours("lowe"), stints: [leave("lowe")] }));
    expect(state.settings.cover).toEqual({ stints: [leave("lowe")] });
    expect(waitingIn(state, NOW)).toMatchObject([{ of: "cover" }]);
    expect(waitingIn(proposed(covered({ hours: hours("lowe", "evans") })), NOW)).toEqual([]);
  });

  it("is asked of hours that are new to them, and not of the same in another order", () => {
    const inForce = covered({ hours: hours("lowe", "grant") });
    const state: SchoolState = { settings: inForce, proposals: [] };
    const saved = (change: Partial<Hours>) =>
      proposed(covered({ hours: { ...hours("lowe", "grant"), ...change } }), state);
    const same = saved({ days: [2, 1], contacts: ["grant", "lowe"] });
    expect(waitingIn(same, NOW)).toEqual([]);
    for (const change of [
      { days: [1, 2, 3] },
      { opens: "09:00" },
      { closes: "16:00" },
      { contacts: ["lowe"] },
    ] satisfies readonly Partial<Hours>[]) {
      const next = saved(change);
      expect(waitingIn(next, NOW)).toMatchObject([{ of: "cover" }]);
      // Until then the hours before are in force.
      expect(next.settings).toEqual(inForce);
    }
  });

  it("is not asked again of a leave that they said yes to, and is of other days or another cover", () => {
    const stays = leave("evans");
    const state: SchoolState = { settings: covered({ stints: [stays] }), proposals: [] };
    const beside = proposed(covered({ stints: [leave("lowe"), stays] }), state);
    expect([beside.settings.cover, waitingIn(beside, NOW)]).toEqual([{ stints: [leave("lowe"), stays] }, []]);
    for (const change of [{ from: "2026-11-30" }, { until: "2026-12-07" }, { by: "bell" }]) {
      const next = proposed(covered({ stints: [stays, { ...stays, ...change }] }), state);
      expect(waitingIn(next, NOW)).toMatchObject([{ of: "cover" }]);
      expect(next.settings.cover).toEqual({ stints: [stays] });
    }
  });

  it("may set themselves away, and come back without a yes", () => {
    const own = proposed(covered({ stints: [leave("evans")] }), START, { by: "evans" });
    expect(own.settings.cover).toEqual({ stints: [leave("evans")] });
    const back = proposed(CHOSEN, own);
    expect(back.settings.cover).toBeUndefined();
    expect(waitingIn(back, NOW)).toEqual([]);
  });

  describe("beside another", () => {
    const both = { stints: [leave("lowe"), leave("evans"), leave("bell")] };
    const given = (cover: NonNullable<SchoolSettings["cover"]>, source = { by: "khan" }) =>
      evolved(START, decideSettings(START, covered(cover), source, "1", NOW, TWO.headteacher));
    const says = (
      state: SchoolState,
      caller: Caller,
      answer: "yes" | "no" = "yes",
      now = NOW,
      holders = TWO,
    ) => {
      const decision = answering(state, caller, { proposal: "cover-1", answer }, now, holders);
      if ("refused" in decision) throw new Error(decision.say);
      return { ...decision, state: evolved(state, decision.events) };
    };

    it("says yes for themselves alone: the other's leave waits on, and its time runs on", () => {
      const { say, state, events } = says(given(both), EVANS, "yes", hoursOn(1));
      expect(state.settings.cover).toEqual({ stints: [leave("lowe"), leave("evans")] });
      expect(say).toBe(
        "Approved. Your own part is in force. The rest waits for another headteacher’s approval.",
      );
      expect(events).toMatchObject([{ data: { by: "khan", consent: { by: "evans", as: "headteacher" } } }]);
      expect(events.flatMap(dutiesForSchool)).toEqual([]);
      expect(waitingIn(state, hoursOn(1))).toMatchObject([
        { proposal: "cover-1", at: NOW, from: state.settings.cover, to: both },
      ]);
      expect(refusal(state, TRUST, { proposal: "cover-1" }, hoursOn(47.9), TWO)).toBe("too-early");
      expect(refusal(state, BELL, { proposal: "cover-1" }, hoursOn(7 * 24), TWO)).toBe("lapsed");
      const after = says(state, BELL, "yes", hoursOn(2));
      expect(after.state.settings.cover).toEqual(both);
      expect(after.say).toBe("Approved. The change is in force.");
      expect(after.events.flatMap(dutiesForSchool)).toMatchObject([{ work: { news: "answered" } }]);
      expect(waitingIn(after.state, hoursOn(2))).toEqual([]);
    });

    it("is asked as each of them is whom it sets away, but for those who proposed it or said yes", () => {
      const askedIn = ({ proposals }: SchoolState) => proposals.map((one) => askedPeople(one, TWO));
      expect(askedIn(given(both))).toEqual([["evans", "bell"]]);
      expect(askedIn(given({ stints: [leave("evans")] }))).toEqual([["evans"]]);
      expect(askedIn(given({ hours: hours("lowe") }, { by: "bell" }))).toEqual([["evans"]]);
      expect(askedIn(says(given(both), EVANS).state)).toEqual([["bell"]]);
    });

    it("is asked once: a second press reads what waits, and turns nothing round", () => {
      const { state } = says(given(both), EVANS);
      const again = says(state, EVANS);
      expect([again.events, again.say]).toEqual([
        [],
        "You approved this on 24 November 2026, 10:42. The rest waits for another headteacher’s approval.",
      ]);
      expect(refusal(state, EVANS, { proposal: "cover-1", answer: "no" }, NOW, TWO)).toBe("answered");
      // Saved once more, the same still waits.
      const saved = evolved(
        state,
        decideSettings(state, covered(both), { by: "khan" }, "2", NOW, TWO.headteacher),
      );
      expect(waitingIn(saved, NOW)).toMatchObject([{ proposal: "cover-1" }]);
      expect(saved.settings).toEqual(state.settings);
    });

    it("says no for themselves alone", () => {
      const { say, state } = says(says(given(both), EVANS).state, BELL, "no");
      expect(state.settings.cover).toEqual({ stints: [leave("lowe"), leave("evans")] });
      expect(say).toBe("Rejected. What was still waiting is not changed.");
      const [proposal] = state.proposals;
      if (proposal === undefined) throw new Error("nothing proposed");
      expect(newsWords(proposal, "answered", false, "Europe/London")).toMatch(
        /was rejected on .*\. What was still waiting was not changed\.$/,
      );
    });

    it("is told truly that not everyone answered in time", () => {
      const { state } = says(given(both), EVANS);
      const decision = answering(state, BELL, { proposal: "cover-1" }, hoursOn(7 * 24), TWO);
      expect(decision).toMatchObject({
        say: "This was not answered by everyone within 7 days, so it has lapsed. What was still waiting was not changed.",
      });
      const [proposal] = state.proposals;
      if (proposal === undefined) throw new Error("nothing proposed");
      expect(newsWords(proposal, "lapsed", false, "Europe/London")).toContain(
        "was not answered by everyone within 7 days. What was still waiting was not changed.",
      );
    });

    it("is not set away by hours to which only the other said yes", () => {
      const { say, state } = says(given({ hours: hours("lowe") }), EVANS);
      expect(state.settings.cover).toBeUndefined();
      expect(say).toBe(
        "Your approval is recorded. Nothing is changed until another headteacher has approved it too.",
      );
      expect(refusal(state, EVANS, { proposal: "cover-1" }, NOW, TWO)).toBe("taken");
      expect(says(state, BELL).state.settings.cover).toEqual({ hours: hours("lowe") });
    });

    it("has not to be asked where they proposed it themselves", () => {
      const state = given({ hours: hours("lowe") }, { by: "evans" });
      expect(refusal(state, EVANS, { proposal: "cover-1" }, NOW, TWO)).toBe("not-yours");
      expect(says(state, BELL).state.settings.cover).toEqual({ hours: hours("lowe") });
    });

    it("is answered for by an administrator of all schools after 48 hours", () => {
      const { state } = says(given(both), EVANS);
      expect(says(state, TRUST, "yes", hoursOn(48)).state.settings.cover).toEqual(both);
    });

    it("needs no yes any more once they hold the role no more", () => {
      const { state } = says(given(both), EVANS);
      expect(says(state, EVANS, "yes", NOW, HOLDERS).state.settings.cover).toEqual(both);
    });
  });

  it("has moved on where the cover has: what was proposed for another is stale", () => {
    const state = proposed(covered({ stints: [leave("evans")] }));
    const moved = proposed(covered({ stints: [leave("lowe")] }), state, { by: "khan" }, "2");
    expect(refusal(moved, EVANS, { proposal: "cover-1" })).toBe("stale");
  });

  it("has moved on where the hours have, though the leave is the same", () => {
    const state = proposed(covered({ stints: [leave("evans")] }));
    const moved = proposed(covered({ hours: hours("lowe", "evans") }), state, { by: "khan" }, "2");
    expect(moved.settings.cover).toEqual({ hours: hours("lowe", "evans") });
    expect(refusal(moved, EVANS, { proposal: "cover-1" })).toBe("stale");
  });
});

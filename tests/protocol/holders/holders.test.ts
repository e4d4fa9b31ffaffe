import { type Answer, decideAnswer, decideSettings } from "../../../src/protocol/holders/decide.ts";
import { dutiesForSchool } from "../../../src/protocol/holders/duties.ts";
import type { SchoolEvent } from "../../../src/protocol/holders/events.ts";
import type { SchoolSettings } from "../../../src/protocol/holders/school.ts";
import { evolveSchool, type SchoolState, waitingIn } from "../../../src/protocol/holders/state.ts";
import { newsWords, savedWords } from "../../../src/protocol/holders/words.ts";
import type { Caller } from "../../../src/protocol/who/caller.ts";
import type { Holders } from "../../../src/protocol/who/route.ts";
import type { Role } from "../../../src/protocol/words.ts";

const AT = Date.parse("2026-11-24T10:42:00.000Z");
const HOUR = 60 * 60 * 1000;
const hoursOn = (hours: number): string => new Date(AT + hours * HOUR).toISOString();
const NOW = hoursOn(0);

const CHANNEL = { teamId: "t", channelId: "c" };
const CHOSEN: SchoolSettings = {
  name: "Oakfield",
  timeZone: "Europe/London",
  groups: { staff: "staff", dsl: "lowe-and-grant", headteacher: "evans" },
  dslChannel: CHANNEL,
  escalateAfterMinutes: 3,
  undoSeconds: 4,
  lessons: { recognise: "ask", titles: [], defaultKind: "class", arriveMinutesBefore: [5, 2] },
};
const OWN: SchoolSettings = { ...CHOSEN, groups: { ...CHOSEN.groups, dsl: "khan-alone" } };
const HOLDERS: Holders = { dsl: ["lowe", "grant"], headteacher: ["evans"] };

const who = (id: string, roles: readonly Role[], overAll = false): Caller => ({
  id,
  name: id,
  roles,
  fresh: true,
  ...(overAll ? { overAll } : {}),
});
const LOWE = who("lowe", ["dsl"]);
const EVANS = who("evans", ["headteacher"]);
const KHAN = who("khan", ["administrator"], true);
const TRUST = who("trust", [], true);

const evolved = (state: SchoolState, events: readonly SchoolEvent[]) => events.reduce(evolveSchool, state);
const START: SchoolState = { settings: CHOSEN, proposals: [] };
const proposed = (
  next = OWN,
  state = START,
  source: { by: string } | { file: string } = { by: "khan" },
  id = "1",
  now = NOW,
) => evolved(state, decideSettings(state, next, source, id, now, HOLDERS.headteacher));
const answering = (
  state: SchoolState,
  caller: Caller,
  { answer = "yes", proposal = "dsl-1" }: Partial<Answer> = {},
  now = NOW,
  holders = HOLDERS,
) => decideAnswer(state, { proposal, answer }, caller, holders, now);
const refusal = (...asked: Parameters<typeof answering>) => {
  const decision = answering(...asked);
  return "refused" in decision ? decision.refused : "taken";
};
const then = (state: SchoolState, ...asked: [Caller, Partial<Answer>?, string?, Holders?]) => {
  const decision = answering(state, ...asked);
  if ("refused" in decision) throw new Error(decision.say);
  return evolved(state, decision.events);
};

describe("a change of who is told", () => {
  it("waits, and all the rest is applied at once", () => {
    const next = { ...OWN, name: "Oakfield Primary", dslChannel: { teamId: "t", channelId: "mine" } };
    const state = proposed(next);
    expect(state.settings).toEqual({ ...CHOSEN, name: "Oakfield Primary" });
    expect(waitingIn(state, NOW)).toMatchObject([
      { of: "dsl", from: "lowe-and-grant", to: "khan-alone", by: "khan" },
      { of: "channel", from: CHANNEL, to: { channelId: "mine" } },
    ]);
  });

  it("that takes the holders away waits too", () => {
    const { dslChannel: _channel, ...rest } = CHOSEN;
    const state = proposed({ ...rest, groups: {} });
    expect(state.settings).toEqual({ ...CHOSEN, groups: { dsl: "lowe-and-grant", headteacher: "evans" } });
    expect(waitingIn(state, NOW).map(({ of, to }) => [of, to])).toEqual([
      ["dsl", null],
      ["headteacher", null],
      ["channel", null],
    ]);
    expect(then(state, LOWE, { proposal: "channel-1" }).settings).not.toHaveProperty("dslChannel");
  });

  it("at the first set-up there is nobody to ask; a channel beside the DSLs is theirs to say", () => {
    const nothing: SchoolState = { settings: { ...CHOSEN, groups: {} }, proposals: [] };
    const { dslChannel: _channel, ...empty } = nothing.settings;
    expect(proposed(CHOSEN, { ...nothing, settings: empty })).toEqual({ settings: CHOSEN, proposals: [] });
    const { dslChannel: _none, ...noChannel } = CHOSEN;
    expect(proposed(CHOSEN, { settings: noChannel, proposals: [] }).settings).toEqual(noChannel);
  });

  it("written in other letters is none", () => {
    expect(proposed({ ...CHOSEN, groups: { ...CHOSEN.groups, dsl: "LOWE-and-grant" } }).proposals).toEqual(
      [],
    );
  });

  it("proposed again is the same, and its time runs on; another takes its place", () => {
    const again = proposed(OWN, proposed(), { by: "other" }, "2", hoursOn(1));
    expect(again.proposals).toHaveLength(1);
    const other = proposed(
      { ...OWN, groups: { ...OWN.groups, dsl: "third" } },
      again,
      { by: "khan" },
      "3",
      hoursOn(2),
    );
    expect(waitingIn(other, hoursOn(2)).map(({ proposal }) => proposal)).toEqual(["dsl-3"]);
    expect(refusal(other, LOWE)).toBe("replaced");
    // What is saved with the old value does not take it back.
    expect(waitingIn(proposed(CHOSEN, again, { by: "khan" }, "4"), NOW)).toHaveLength(1);
  });

  it("lapses after 7 days, and can then be proposed anew", () => {
    const state = proposed();
    expect(refusal(state, LOWE, {}, hoursOn(7 * 24 - 0.001))).toBe("taken");
    expect(refusal(state, LOWE, {}, hoursOn(7 * 24))).toBe("lapsed");
    expect(
      waitingIn(proposed(OWN, state, { by: "khan" }, "2", hoursOn(7 * 24)), hoursOn(7 * 24)),
    ).toHaveLength(1);
  });
});

describe("the answer", () => {
  it("yes puts it in force, and what was saved meanwhile stays", () => {
    const meanwhile = proposed({ ...CHOSEN, undoSeconds: 9 }, proposed());
    const state = then(meanwhile, LOWE);
    expect(state.settings).toEqual({ ...OWN, undoSeconds: 9 });
    expect(state.proposals[0]?.answered).toMatchObject({ answer: "yes", by: "lowe", as: "dsl" });
  });

  it("yes says in the record who had proposed it, and who agreed", () => {
    expect(answering(proposed(), LOWE)).toMatchObject({
      events: [{ data: { by: "khan", consent: { proposal: "dsl-1", by: "lowe", as: "dsl" } } }],
    });
    expect(answering(proposed(OWN, START, { file: "digest" }), LOWE)).toMatchObject({
      events: [{ data: { file: "digest" } }],
    });
  });

  it("no changes nothing", () => {
    const state = then(proposed(), LOWE, { answer: "no" });
    expect([state.settings, waitingIn(state, NOW)]).toEqual([CHOSEN, []]);
  });

  it("given twice is answered with what was decided, and is never turned round", () => {
    const yes = then(proposed(), LOWE);
    expect(answering(yes, LOWE)).toEqual({
      events: [],
      say: "This was approved on 24 November 2026, 10:42: the change is in force.",
    });
    expect(answering(yes, who("grant", ["dsl"]), { answer: "no" })).toMatchObject({
      refused: "answered",
      say: expect.stringContaining("approved on"),
    });
    const no = then(proposed(), LOWE, { answer: "no" });
    expect(refusal(no, LOWE, { answer: "yes" })).toBe("answered");
  });

  it.each([
    ["a DSL", "dsl", LOWE, "taken"],
    ["a DSL", "channel", LOWE, "taken"],
    ["a DSL", "headteacher", LOWE, "not-found"],
    ["a headteacher", "headteacher", EVANS, "taken"],
    ["a headteacher", "dsl", EVANS, "not-yours"],
    ["a headteacher", "channel", EVANS, "not-yours"],
    ["an administrator", "dsl", who("other", ["administrator"]), "not-found"],
    ["a member of staff", "dsl", who("okafor", ["staff"]), "not-found"],
    ["an administrator of all schools", "dsl", TRUST, "too-early"],
  ] as const)("by %s about the %s: is %s", (_who, of, caller, outcome) => {
    const next: SchoolSettings = {
      ...CHOSEN,
      groups: { dsl: "x", headteacher: "y" },
      dslChannel: { teamId: "t", channelId: "z" },
    };
    expect(refusal(proposed(next), caller, { proposal: `${of}-1` })).toBe(outcome);
  });

  it("is never the proposer's own, unless nobody else holds the role", () => {
    const both = who("khan", ["dsl", "administrator"], true);
    const holders = (...dsl: readonly string[]) => ({ ...HOLDERS, dsl });
    expect(refusal(proposed(), both, {}, NOW, holders("khan", "lowe"))).toBe("own-proposal");
    expect(refusal(proposed(), both, {}, hoursOn(60), holders("khan", "lowe"))).toBe("own-proposal");
    // Nobody knows who holds it just now.
    expect(refusal(proposed(), both, {}, NOW, holders())).toBe("own-proposal");
    expect(refusal(proposed(), both, {}, NOW, holders("khan"))).toBe("taken");
  });

  it("is open after 48 hours to another administrator of all schools, even where nobody holds the role", () => {
    const nobody: Holders = { dsl: [], headteacher: [] };
    expect(refusal(proposed(), TRUST, {}, hoursOn(47.99), nobody)).toBe("too-early");
    expect(refusal(proposed(), TRUST, {}, hoursOn(48), nobody)).toBe("taken");
    expect(refusal(proposed(), KHAN, {}, hoursOn(48), nobody)).toBe("own-proposal");
    expect(then(proposed(), TRUST, {}, hoursOn(48)).proposals[0]?.answered?.as).toBe(
      "administrator of all schools",
    );
  });

  it("is refused where the settings have moved on", () => {
    const moved = evolved(proposed(), [
      { type: "SettingsApplied", at: NOW, data: { settings: { ...CHOSEN, groups: { dsl: "another" } } } },
    ]);
    expect(refusal(moved, LOWE)).toBe("stale");
  });
});

describe("the news of it", () => {
  it("goes out for each proposal, its answer, and where none came", () => {
    const news = (events: readonly SchoolEvent[]) =>
      events
        .flatMap(dutiesForSchool)
        .map(({ work, afterMs }) => ["news" in work && work.news, afterMs / HOUR]);
    expect(news(decideSettings(START, OWN, { by: "khan" }, "1", NOW, ["evans"]))).toEqual([
      ["proposed", 0],
      ["lapsed", 7 * 24],
    ]);
    for (const answer of ["yes", "no"] as const) {
      const decision = answering(proposed(), LOWE, { answer });
      expect("refused" in decision ? [] : news(decision.events)).toEqual([["answered", 0]]);
    }
    expect(news(decideSettings(START, CHOSEN, { by: "khan" }, "1", NOW, ["evans"]))).toEqual([]);
  });

  it("names neither people nor groups", () => {
    for (const state of [proposed(), then(proposed(), LOWE), then(proposed(), LOWE, { answer: "no" })])
      for (const news of ["proposed", "answered", "lapsed"] as const)
        for (const asked of [true, false]) {
          const [proposal] = state.proposals;
          if (proposal === undefined) throw new Error("nothing proposed");
          expect(newsWords(proposal, news, asked, "Europe/London")).not.toMatch(/khan|lowe|grant/);
        }
  });

  it("tells who saves what is saved and what is not", () => {
    expect(savedWords([])).toBe("Saved.");
    expect(savedWords(["dsl", "channel"])).toBe(
      "Saved, but for who is DSL and the DSL channel: until it is approved, alerts go where they went before.",
    );
  });
});

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
    const after = then(state, EVANS, { proposal: "cover-1" });
    expect(after.settings.cover).toEqual({ stints: [leave("lowe"), leave("evans")] });
    // Saved once more, it is nothing new.
    expect(waitingIn(proposed(after.settings, after), NOW)).toEqual([]);
  });

  it("is who says it, not another headteacher", () => {
    const state = proposed(covered({ stints: [leave("evans", "bell")] }));
    expect(state.settings.cover).toBeUndefined();
    expect(refusal(state, BELL, { proposal: "cover-1" }, NOW, TWO)).toBe("not-yours");
    expect(refusal(state, EVANS, { proposal: "cover-1" }, NOW, TWO)).toBe("taken");
    expect(then(state, EVANS, { proposal: "cover-1", answer: "no" }).settings.cover).toBeUndefined();
  });

  it("is so as well outside hours in which others are asked", () => {
    const state = proposed(covered({ hours: hours("lowe"), stints: [leave("lowe")] }));
    expect(state.settings.cover).toEqual({ stints: [leave("lowe")] });
    expect(waitingIn(state, NOW)).toMatchObject([{ of: "cover" }]);
    expect(waitingIn(proposed(covered({ hours: hours("lowe", "evans") })), NOW)).toEqual([]);
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

    it("is told truly that not everybody answered in time", () => {
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
});

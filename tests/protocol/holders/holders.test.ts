import { askedPeople, decideSettings } from "../../../src/protocol/holders/decide.ts";
import { dutiesForSchool } from "../../../src/protocol/holders/duties.ts";
import type { SchoolEvent } from "../../../src/protocol/holders/events.ts";
import type { SchoolSettings } from "../../../src/protocol/holders/school.ts";
import { type SchoolState, waitingIn } from "../../../src/protocol/holders/state.ts";
import { newsWords, savedWords } from "../../../src/protocol/holders/words.ts";
import type { FirstTold, Holders } from "../../../src/protocol/who/route.ts";
import {
  answeredBy,
  answering,
  CHANNEL,
  CHOSEN,
  EVANS,
  evolved,
  HOLDERS,
  HOUR,
  hoursOn,
  KHAN,
  LOWE,
  NOW,
  OWN,
  proposed,
  refusal,
  START,
  TRUST,
  who,
} from "./given.ts";

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
    expect(answeredBy(state, LOWE, { proposal: "channel-1" }).settings).not.toHaveProperty("dslChannel");
  });

  it("at the first set-up there is no one to ask; a channel beside the DSLs is theirs to approve", () => {
    const nothing: SchoolState = { settings: { ...CHOSEN, groups: {} }, proposals: [] };
    const { dslChannel: _channel, ...empty } = nothing.settings;
    expect(proposed(CHOSEN, { ...nothing, settings: empty })).toEqual({ settings: CHOSEN, proposals: [] });
    const { dslChannel: _none, ...noChannel } = CHOSEN;
    expect(proposed(CHOSEN, { settings: noChannel, proposals: [] }).settings).toEqual(noChannel);
  });

  it("of a group that none was chosen for is applied at once, whatever else is chosen", () => {
    const early: SchoolSettings = { ...CHOSEN, groups: { headteacher: "evans" } };
    expect(proposed(CHOSEN, { settings: early, proposals: [] })).toEqual({ settings: CHOSEN, proposals: [] });
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
    // Saving again with the old value does not take the proposal back.
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
    const state = answeredBy(meanwhile, LOWE);
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

  it("the answer “no” changes nothing", () => {
    const state = answeredBy(proposed(), LOWE, { answer: "no" });
    expect([state.settings, waitingIn(state, NOW)]).toEqual([CHOSEN, []]);
  });

  it("given twice is answered with what was decided, and is never turned round", () => {
    const yes = answeredBy(proposed(), LOWE);
    expect(answering(yes, LOWE)).toEqual({
      events: [],
      say: "This was approved on 24 November 2026, 10:42: the change is in force.",
    });
    expect(answering(yes, who("grant", ["dsl"]), { answer: "no" })).toMatchObject({
      refused: "answered",
      say: expect.stringContaining("approved on"),
    });
    const no = answeredBy(proposed(), LOWE, { answer: "no" });
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

  it("is never the proposer's own, unless no one else holds the role", () => {
    const both = who("khan", ["dsl", "administrator"], true);
    const holders = (...dsl: readonly string[]) => ({ ...HOLDERS, dsl });
    expect(refusal(proposed(), both, {}, NOW, holders("khan", "lowe"))).toBe("own-proposal");
    expect(refusal(proposed(), both, {}, hoursOn(60), holders("khan", "lowe"))).toBe("own-proposal");
    // No one knows at present who holds it.
    expect(refusal(proposed(), both, {}, NOW, holders())).toBe("own-proposal");
    expect(refusal(proposed(), both, {}, NOW, holders("khan"))).toBe("taken");
  });

  it("is open after 48 hours to another administrator of all schools, even where no one holds the role", () => {
    const nobody: Holders = { dsl: [], headteacher: [] };
    expect(refusal(proposed(), TRUST, {}, hoursOn(47.99), nobody)).toBe("too-early");
    expect(refusal(proposed(), TRUST, {}, hoursOn(48), nobody)).toBe("taken");
    expect(refusal(proposed(), KHAN, {}, hoursOn(48), nobody)).toBe("own-proposal");
    expect(answeredBy(proposed(), TRUST, {}, hoursOn(48)).proposals[0]?.answered?.as).toBe(
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

describe("a change of whom the school tells first of a child", () => {
  const first = (told: FirstTold, before: SchoolSettings = CHOSEN) =>
    proposed({ ...before, firstTold: told }, { settings: before, proposals: [] });

  it.each([
    ["dsl-first", "the headteacher", EVANS, LOWE],
    ["headteacher-first", "a DSL", LOWE, EVANS],
  ] as const)("to %s waits for %s, who would hear later than before", (told, _who, later, sooner) => {
    const state = first(told);
    expect(state.settings).toEqual(CHOSEN);
    expect(waitingIn(state, NOW)).toMatchObject([{ of: "first", from: null, to: told }]);
    expect(refusal(state, sooner, { proposal: "first-1" })).not.toBe("taken");
    expect(answeredBy(state, later, { proposal: "first-1" }).settings).toEqual({
      ...CHOSEN,
      firstTold: told,
    });
    expect(answeredBy(state, later, { proposal: "first-1", answer: "no" }).settings).toEqual(CHOSEN);
  });

  it("to telling both at once makes no one wait, and is applied at once", () => {
    const before: SchoolSettings = { ...CHOSEN, firstTold: "dsl-first" };
    expect(first("both", before)).toEqual({ settings: { ...CHOSEN, firstTold: "both" }, proposals: [] });
    // A school that has not chosen has the usual rule: both at once.
    expect(proposed(CHOSEN, { settings: before, proposals: [] })).toEqual({
      settings: CHOSEN,
      proposals: [],
    });
  });

  it("is applied at once where no headteacher is chosen yet: there is no one to ask", () => {
    const early: SchoolSettings = { ...CHOSEN, groups: { dsl: "lowe-and-grant" } };
    expect(first("dsl-first", early).settings.firstTold).toBe("dsl-first");
  });
});

describe("a change of who of their group is the headteacher", () => {
  const NAMED: SchoolSettings = { ...CHOSEN, headteacherPerson: "evans" };

  it("waits for a headteacher, also where none of them is named any more", () => {
    const state = proposed(NAMED);
    expect(state.settings).toEqual(CHOSEN);
    expect(refusal(state, LOWE, { proposal: "head-1" })).toBe("not-found");
    const named = answeredBy(state, EVANS, { proposal: "head-1" });
    expect(named.settings).toEqual(NAMED);
    const unnamed = proposed(CHOSEN, named, { by: "khan" }, "2");
    expect(unnamed.settings).toEqual(NAMED);
    expect(answeredBy(unnamed, EVANS, { proposal: "head-2" }).settings).toEqual(CHOSEN);
  });

  it("is applied at once where the group is chosen together with them", () => {
    const early: SchoolSettings = { ...CHOSEN, groups: { dsl: "lowe-and-grant" } };
    expect(proposed(NAMED, { settings: early, proposals: [] }).settings).toEqual(NAMED);
  });
});

describe("who is asked for their yes", () => {
  const TWO: Holders = { ...HOLDERS, headteacher: ["evans", "bell"] };
  const askedIn = (state: SchoolState) => state.proposals.map((one) => [one.of, askedPeople(one, TWO)]);

  it("is each who holds the role that it is about", () => {
    const next: SchoolSettings = {
      ...CHOSEN,
      groups: { dsl: "x", headteacher: "y" },
      dslChannel: { teamId: "t", channelId: "z" },
      firstTold: "headteacher-first",
    };
    expect(askedIn(proposed(next))).toEqual([
      ["dsl", ["lowe", "grant"]],
      ["headteacher", ["evans", "bell"]],
      ["channel", ["lowe", "grant"]],
      ["first", ["lowe", "grant"]],
    ]);
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
    for (const state of [
      proposed(),
      answeredBy(proposed(), LOWE),
      answeredBy(proposed(), LOWE, { answer: "no" }),
    ])
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
      "Saved, except who is DSL and the DSL channel: until it is approved, alerts go where they went before.",
    );
  });
});

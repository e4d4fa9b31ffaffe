import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decideSettings } from "../../../src/protocol/holders/decide.ts";
import { dutiesForSchool } from "../../../src/protocol/holders/duties.ts";
import { GUARDED, TOLD } from "../../../src/protocol/holders/events.ts";
import type { SchoolSettings } from "../../../src/protocol/holders/school.ts";
import { askedFor, waitingIn } from "../../../src/protocol/holders/state.ts";
import { CHANGES } from "../../../src/protocol/holders/watched.ts";
import { savedWords } from "../../../src/protocol/holders/words.ts";
import { answeredBy, CHOSEN, EVANS, HOLDERS, hoursOn, LOWE, NOW, proposed, refusal, who } from "./given.ts";

const RUNNING: SchoolSettings = {
  ...CHOSEN,
  phone: "01632 960123",
  mailFrom: "alerts@oakfield.example",
  chairMail: "chair@governors.example",
  lado: "01782 123456",
  familyNote: "Your own link: {link}",
  groups: { ...CHOSEN.groups, administrators: "khan-and-hughes" },
  lessons: { ...CHOSEN.lessons, recognise: "titles", titles: ["Lesson", "Class"] },
};
const group = (name: keyof SchoolSettings["groups"]) => ({
  groups: { ...RUNNING.groups, [name]: "another" },
});
const retention = (change: Partial<NonNullable<SchoolSettings["retention"]>>) => ({
  retention: { schoolYearEnds: "08-31", keepYears: 1, ...change },
});
const lessons = (change: Partial<SchoolSettings["lessons"]>) => ({
  lessons: { ...RUNNING.lessons, ...change },
});
const away = { stints: [{ away: "evans", by: "lowe", from: "2026-12-01", until: "2026-12-05" }] };
const onCall = { stints: [{ ...away.stints[0], away: "lowe", by: "grant" }] } as typeof away;

type Example = readonly [change: Partial<SchoolSettings>, before?: Partial<SchoolSettings>];

/** Beside each row of the table, in its order: changes of that kind, each with what was in force before. */
const EXAMPLES: { readonly [S in keyof Required<SchoolSettings>]: readonly (readonly Example[])[] } = {
  name: [[[{ name: "Oakfield Primary" }]]],
  timeZone: [[[{ timeZone: "Europe/Lisbon" }]]],
  phone: [[[{ phone: "01632 960199" }]]],
  groups: [[[group("staff")]], [[group("dsl")]], [[group("headteacher")]], [[group("administrators")]]],
  dslChannel: [[[{ dslChannel: { teamId: "t", channelId: "mine" } }]]],
  headteacherPerson: [
    [[{ headteacherPerson: "bell" }], [{ headteacherPerson: "bell" }, { headteacherPerson: "evans" }]],
  ],
  firstTold: [
    [[{ firstTold: "dsl-first" }]],
    [[{ firstTold: "headteacher-first" }]],
    [[{ firstTold: "both" }, { firstTold: "dsl-first" }]],
  ],
  mailFrom: [[[{ mailFrom: "elsewhere@oakfield.example" }]]],
  chairMail: [[[{ chairMail: "another@governors.example" }]]],
  lado: [[[{ lado: "01782 000000" }]]],
  familyNote: [[[{ familyNote: "Here it is: {link}" }]]],
  cover: [[[{ cover: away }]], [[{ cover: onCall }]]],
  recordings: [
    [
      [{ recordings: { site: "https://oakfield.sharepoint.com/sites/Mine" } }],
      [{ recordings: { folder: "Recordings" } }],
      [{ recordings: { keepDays: 300 } }],
    ],
  ],
  sealAt: [[[{ sealAt: "17:00" }]]],
  retention: [
    [
      [retention({ keepYears: 0 })],
      [retention({ schoolYearEnds: "07-31" })],
      [retention({ reviewChildYears: 5 })],
      [retention({ reviewStaffYears: 5 })],
      [retention({ keepYears: 4 }), retention({ keepYears: 5 })],
    ],
    [
      [retention({ keepYears: 3 })],
      [retention({ reviewChildYears: 25 })],
      [retention({ keepYears: 2, schoolYearEnds: "07-31" })],
    ],
  ],
  escalateAfterMinutes: [
    [[{ escalateAfterMinutes: 10.5 }], [{ escalateAfterMinutes: 60 }, { escalateAfterMinutes: 12 }]],
    [[{ escalateAfterMinutes: 10 }], [{ escalateAfterMinutes: 12 }, { escalateAfterMinutes: 60 }]],
  ],
  undoSeconds: [[[{ undoSeconds: 30 }]]],
  aloneSeconds: [[[{ aloneSeconds: 120 }]], [[{ aloneSeconds: 10 }]]],
  aloneMinutes: [[[{ aloneMinutes: 30 }]], [[{ aloneMinutes: 1 }]]],
  recheckMinutes: [[[{ recheckMinutes: 0 }, { recheckMinutes: 30 }]]],
  lessons: [
    [
      [lessons({ recognise: "ask" })],
      [lessons({ titles: ["Class"] })],
      [lessons({}), lessons({ recognise: "all" })],
    ],
    [
      [lessons({ recognise: "all" })],
      [lessons({ titles: ["Lesson", "Class", "Club"] })],
      [lessons({ defaultKind: "group" })],
    ],
  ],
};

const ROWS = (Object.keys(CHANGES) as (keyof typeof CHANGES)[]).flatMap((setting) =>
  CHANGES[setting].map((row, at) => ({ setting, ...row, examples: EXAMPLES[setting][at] ?? [] })),
);

/** What one administrator alone brings about: what is in force then, what waits, and of what others are told. */
const saved = ([change, before = {}]: Example) => {
  const settings = { ...RUNNING, ...before };
  const next = { ...settings, ...change };
  const state = proposed(next, { settings, proposals: [] });
  return { before: settings, next, state, waits: waitingIn(state, NOW), told: state.made ?? [] };
};

describe("what one administrator alone may do", () => {
  it.each(ROWS)("the setting $setting: $change", ({ follows, examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const { before, next, state, waits, told } = saved(example);
      const waitsFor = follows !== "at once" && "waits" in follows ? [follows.waits] : [];
      const tells = follows !== "at once" && "told" in follows ? [follows.told] : [];
      expect([example, waits.map(({ of }) => of), told.map(({ of }) => of)]).toEqual([
        example,
        waitsFor,
        tells,
      ]);
      expect(state.settings).toEqual(waitsFor.length === 0 ? next : before);
    }
  });

  it("takes the approval that the table says, from no one else, and not for ever", () => {
    for (const { follows, examples } of ROWS) {
      if (follows === "at once" || "told" in follows || follows.waits === "cover") continue;
      for (const example of examples) {
        const { next, state, waits } = saved(example);
        const [one] = waits;
        if (one === undefined) throw new Error("nothing waits");
        const asked = askedFor(one);
        expect(follows.for).toContain(asked === "dsl" ? "DSL" : "headteacher");
        const { proposal } = one;
        const [holder, other] = asked === "dsl" ? [LOWE, EVANS] : [EVANS, LOWE];
        expect(refusal(state, who("khan", ["administrator"]), { proposal })).toBe("not-found");
        expect(refusal(state, who("okafor", ["staff"]), { proposal })).toBe("not-found");
        expect(["not-found", "not-yours"]).toContain(refusal(state, other, { proposal }));
        expect(answeredBy(state, holder, { proposal }).settings).toEqual(next);
        expect(answeredBy(state, holder, { proposal, answer: "no" }).settings).toEqual(state.settings);
        expect(refusal(state, holder, { proposal }, hoursOn(7 * 24))).toBe("lapsed");
      }
    }
  });

  it("is in force at once where the school has no one yet who could approve it or be told", () => {
    const early: SchoolSettings = { ...RUNNING, groups: { staff: "staff", administrators: "khan" } };
    const next: SchoolSettings = {
      ...early,
      phone: "01632 960199",
      escalateAfterMinutes: 60,
      mailFrom: "elsewhere@oakfield.example",
      groups: { staff: "others", administrators: "others" },
      ...retention({ keepYears: 0 }),
    };
    expect(proposed(next, { settings: early, proposals: [] })).toEqual({ settings: next, proposals: [] });
  });

  it("of a phone number: the first is in force at once, and to leave it out of the file waits", () => {
    const { phone: _phone, ...without } = RUNNING;
    expect(proposed(RUNNING, { settings: without, proposals: [] }).settings).toEqual(RUNNING);
    const state = proposed(without, { settings: RUNNING, proposals: [] }, { file: "digest" });
    expect(state.settings).toEqual(RUNNING);
    expect(answeredBy(state, EVANS, { proposal: "phone-1" }).settings).toEqual(without);
  });

  it("is told by work of its own, that stands in the same transaction", () => {
    const events = decideSettings(
      { settings: RUNNING, proposals: [] },
      { ...RUNNING, ...group("staff") },
      { by: "khan" },
      "7",
      NOW,
      HOLDERS.headteacher,
    );
    expect(events.flatMap(dutiesForSchool).map(({ work }) => work)).toEqual([
      { kind: "spread-proposal", proposal: "staff-7", news: "made" },
    ]);
  });

  it("leaves no way to change that the table does not name", () => {
    const named = ROWS.flatMap(({ follows }) =>
      follows === "at once" ? [] : ["waits" in follows ? follows.waits : follows.told],
    );
    expect(new Set(named)).toEqual(new Set([...GUARDED, ...TOLD]));
  });

  it("is answered with what waits and who is told", () => {
    expect(savedWords(["phone"])).toBe(
      "Saved, except the school’s phone number: until it is approved, what was saved before stays in force.",
    );
    expect(savedWords([], ["staff", "mailbox"])).toBe(
      "Saved. The headteacher and the DSL are told of the change: the group of staff and the mailbox for alerts.",
    );
  });
});

it("docs/for-administrators.md shows the table", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/for-administrators.md"), "utf8");
  const followsIn = (follows: (typeof ROWS)[number]["follows"]): string =>
    follows === "at once"
      ? "is in force at once"
      : "waits" in follows
        ? `waits for ${follows.for}`
        : "is in force, and headteacher and DSL are told at once";
  const rows = ROWS.map(
    ({ setting, change, follows }) => `| \`${setting}\` | ${change} | ${followsIn(follows)} |`,
  );
  const printed = page.split("\n").filter((line) => /^\| `\w+` \| .* \| (waits for|is in force)/.test(line));
  expect(printed).toEqual(rows);
});

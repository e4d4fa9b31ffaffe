import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RuleId } from "../../../src/protocol/rules/rule.ts";

// Every edge case that the school's protocol is asked about, rule by rule, and the test that shows what becomes of it.
// A title that is gone, or a rule without its edge cases, fails.

type Case = readonly [edge: string, file: string, title: string];

const rules = (id: string, ...cases: readonly (readonly [edge: string, title: string])[]): readonly Case[] =>
  cases.map(([edge, title]) => [edge, `protocol/rules/${id}`, title]);

const EDGES: { readonly [Id in RuleId]: readonly Case[] } = {
  C1: rules("c1", ["a lesson in Zoom", "records a lesson in Zoom as one, asks nothing of Teams for it"]),
  C2: [
    ...rules("c2", ["a link used again in a later week", "ends a link on its day"]),
    ["a link that was forwarded", "protocol/rules/c3", "points out a link that is used from two places"],
  ],
  C3: rules(
    "c3",
    ["two households", "gives two households a link each"],
    ["a grandparent or childminder", "takes no notice of a link that is used at home one day"],
  ),
  C4: rules(
    "c4",
    ["Admit all", "goes on listing strangers whom “Admit all” let in"],
    ["a name of two children", "lists a name that fits two children"],
    ["a nickname", "knows a child by a nickname"],
    ["a parent's own name", "a parent's own name"],
    ["a caller by phone", "lists a caller by phone and an app"],
    ["a device's name", "a device's name"],
  ),
  C5: rules(
    "c5",
    ["very early", "keeps when a family that is very early came"],
    ["late", "keeps when a late family came"],
    ["dropped and back", "lets a family that dropped out come back through the lobby"],
  ),
  C6: rules(
    "c6",
    ["any name, a new id each time", "takes a name that fits for a suggestion"],
    ["siblings on one device", "shows siblings on one device as both children"],
  ),
  C7: [
    [
      "one child turns on at once",
      "protocol/screen/quiet",
      "cameras still on: by name in the panel, by number on the card",
    ],
    ...rules(
      "c7",
      ["the teacher as attendee", "says so where a teacher came as an attendee by mistake"],
      ["not applied: already started", "is not called done where Teams reads back another setting"],
    ),
  ],
  S1: rules(
    "s1",
    ["the adult leaves later", "is noted in the lesson when a grown-up leaves later"],
    ["an older sibling only", "tells staff that an older brother or sister is no grown-up"],
    ["off camera but heard", "is not put right while no one can look"],
    ["a person who should not be there", "has no mark for a person who should not be there"],
  ),
  S2: [
    ...rules(
      "s2",
      ["transcripts, Copilot's notes", "puts recording and transcript back where they were allowed by hand"],
      ["a note-taker", "lists an app that joins: it may be a note-taker"],
      ["a pupil's own screen recording", "keeps what Teams read back, and the export says no more than that"],
    ),
    ["a recording of a class", "desk/missed-recordings", "is listed once it is over, with whom to speak"],
  ],
  S3: rules("s3", ["a group of three of whom two are absent", "is not asked of the first child to come"]),
  S4: rules(
    "s4",
    ["the parent leaves later", "asks the same again when the parent leaves later"],
    ["another child comes instead", "asks anew once another child is inside alone"],
  ),
  S5: [
    ...rules(
      "s5",
      ["not reached, or objects", "is postponed where the parent objects or is not reached"],
      ["telling is not consent", "gives the words to say, and keeps them"],
    ),
    ["another child after the telling", "protocol/rules/s5", "stops once another child is inside alone"],
    ["postponed", "protocol/lesson/postponed", "is said to be that afterwards, in summary and export"],
    ["told, and not recorded", "protocol/lesson/unrecorded", "told and not recorded: the next step says so"],
  ],
  S6: [
    ...rules("s6", [
      "CPOMS has no way in",
      "gives the text: the pupil, staff, why, the words said, and when",
    ]),
    ["the DSL is away", "duty/recording-reminders", "tells the DSLs too once two days have gone by"],
    ["the teacher forgets", "duty/recording-reminders", "then tells the member of staff once that day"],
  ],
  S7: rules(
    "s7",
    ["the first copy left behind", "keeps staff from deleting Teams' copy before, and asks for it after"],
    ["access too wide", "keeps who can open the folder"],
  ),
  S8: rules(
    "s8",
    ["a rising count", "compares with the term before"],
    ["seen by the headteacher alone", "is for the headteacher alone"],
  ),
  B1: [
    ...rules("b1", ["neutral, never a picture", "keeps no picture and no words about a child"]),
    ["no concern by default", "protocol/rules/x5", "opens no concern by itself"],
  ],
  B2: [
    ["the panel on a shared screen", "browser/panel-parent", "a blanked panel says nothing of the parent"],
    ...rules("b2", ["one tick, before", "is one press before the lesson, kept with who pressed"]),
  ],
  B3: rules("b3", ["an unknown voice", "is noted for the pupil when it does not hold"]),
  B4: rules("b4", ["helping one's own child", "is noted for the pupil when it does not hold"]),
  B5: rules("b5", [
    "no other room",
    "is closed where the headteacher has agreed that there is no other room",
  ]),
  B6: rules("b6", ["a phone's camera", "does not claim to take, see, or hinder one"]),
  P1: rules(
    "p1",
    ["two parents disagree", "a refusal wins and no answer is no yes"],
    ["withdrawn mid-year", "lets an adult take back a yes"],
  ),
  P2: rules(
    "p2",
    ["a refusal beats joining", "joining does not overrule a refusal"],
    ["no answer is not yes", "implies nothing by a link alone"],
    ["a link that was forwarded", "implies nothing by a link that was passed on"],
  ),
  X1: [
    ...rules("x1", [
      "no DSL acknowledges",
      "reaches the headteacher after the minutes that the school has set",
    ]),
    [
      "§1c 1: serious conduct of staff",
      "protocol/rules/x1",
      "goes to the DSL first, even for the conduct of staff",
    ],
    ["§1c 3: no one can be reached", "protocol/rules/x1", "says whom to phone, and 999"],
    [
      "§1c 5: “immediately”",
      "protocol/rules/x1",
      "is passed on after three minutes where nothing else was set",
    ],
  ],
  X2: [
    ...rules("x2", ["about the headteacher", "says to phone the chair of governors"]),
    ["§1c 7: nothing lets the teacher see that it exists", "rights/same-day", "§1c 7"],
    ["§1c 7: no fact of the lesson", "protocol/rules/x2", "no fact of a lesson tells of a concern"],
  ],
  X3: [
    ["§1c 2: one person has several roles", "protocol/rules/x3", "is told once to a person who is both"],
    [
      "§1c 2: who teaches, who is it about",
      "protocol/rules/x3",
      "does not go to the channel where it is about a DSL",
    ],
    ["§1c 4: people change", "protocol/rules/x3", "keeps the name that each person had at the time"],
  ],
  X4: rules("x4", ["no alert", "is no alert where it was recorded either"]),
  X5: [
    ...rules("x5", ["a slip is no concern", "opens no concern by itself"]),
    [
      "§1c 6: one camera is switched off in Teams",
      "protocol/rules/b5",
      "does not pretend to have switched off the camera",
    ],
  ],
};

const textOf = (file: string): string =>
  readFileSync(join(import.meta.dirname, "../..", `${file}.test.ts`), "utf8");

describe.each(Object.entries(EDGES))("%s has a test for each edge case:", (_id, cases) => {
  it.each(cases)("what it asks of “%s”", (_edge, file, title) => {
    expect([file, textOf(file).includes(title)]).toEqual([file, true]);
  });
});

it("every rule has its edge cases, and all seven ambiguities of §1c are among them", () => {
  expect(Object.values(EDGES).filter((cases) => cases.length === 0)).toEqual([]);
  const all = Object.values(EDGES).flat();
  const numbers = new Set(all.flatMap(([edge]) => /^§1c (\d)/.exec(edge)?.[1] ?? []));
  expect([...numbers].toSorted()).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  expect(all.length).toBeGreaterThanOrEqual(60);
});

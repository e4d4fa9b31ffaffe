import type { LessonNow } from "../../src/protocol/screen/lessons-now.ts";
import type { ConcernView } from "../../src/protocol/screen/view.ts";
import type { Answer, Arrived } from "../panel/support/school-server.ts";
import { CONCERNS, type ConcernName, readBy } from "./concerns.ts";
import type { Scene, Scenes } from "./scene.ts";

export const AT = "2026-11-24T10:42:00.000Z";
export const TALL = 1100;

/** Lessons that are on: one as it should be, one with a person who is not expected, one without staff and recorded. */
export const LESSONS_NOW: readonly LessonNow[] = [
  {
    lesson: "l1",
    label: "The 10:00 one-to-one",
    standing: { state: "not done", words: "Pause not confirmed" },
    since: "2026-11-24T10:00:00.000Z",
    staff: [],
    here: 1,
    expected: 1,
    exceptions: [],
    alone: true,
    notes: [{ sentence: "The lesson is being recorded in Teams.", amiss: true }],
    visit: "https://teams.example/l/meetup-join/l1",
  },
  {
    lesson: "l2",
    label: "The 10:15 class lesson",
    standing: { state: "asked", words: "Pausing…" },
    since: "2026-11-24T10:15:00.000Z",
    staff: ["Miss Hart", "Mr D Hughes"],
    here: 28,
    expected: 30,
    exceptions: [
      { reason: "no adult seen", count: 2 },
      { reason: "not a family room", count: 1 },
    ],
    alone: false,
    notes: [
      { sentence: "1 person inside is not expected.", amiss: true },
      { sentence: "3 people inside are not sorted out.", amiss: false },
    ],
    visit: "https://teams.example/l/meetup-join/l2",
  },
  {
    lesson: "l3",
    label: "The 10:30 group lesson",
    standing: { state: "done", words: "Protected since 10:31" },
    staff: ["Mr Reed"],
    here: 4,
    expected: 6,
    exceptions: [],
    alone: false,
    notes: [],
  },
];

export type Answers = Readonly<Record<string, unknown>>;

/** One answer for each path; of what is not named, nothing is known. */
export const answering =
  (answers: Answers) =>
  ({ path }: Arrived): Answer => ({ body: answers[path] ?? {} });

export const ME = { name: "Mrs Dale", roles: ["dsl"] };

const record = (says: string, answers: Answers, until: Scene["until"], more: Partial<Scene> = {}): Scene => ({
  says,
  path: "/record",
  height: TALL,
  answers: answering({ "/api/me": ME, "/api/proposals": {}, "/api/concerns": { concerns: [] }, ...answers }),
  until,
  ...more,
});

const one = (says: string, name: ConcernName, until: Scene["until"], more: Partial<Scene> = {}): Scene => {
  const concern = readBy("recipient", name);
  return record(
    says,
    { "/api/concerns": { concerns: [concern] }, [`/api/concerns/${concern.ref}`]: { concern } },
    until,
    { hash: `#${concern.ref}`, ...more },
  );
};

const LISTED: readonly ConcernView[] = (Object.keys(CONCERNS) as ConcernName[])
  .filter((name) => name !== "held" && name !== "undone")
  .map((name, n) => ({ ...readBy("recipient", name), ref: `K7Q${n}` }));

const WAITS = {
  proposal: "dsl-1",
  of: "dsl",
  from: "“Safeguarding”, 3 members",
  to: "“Safeguarding and pastoral”, 4 members",
  at: AT,
  byName: "Mr S Khan",
};
const MADE = { change: "staff-1", of: "staff", from: WAITS.from, to: WAITS.to, at: AT, byName: "Mr S Khan" };

const EXPORTED = {
  at: AT,
  by: "dsl",
  byName: "Mrs Dale",
  of: "child",
  form: "pdf",
  purpose: "family",
  child: "Amara Osei",
};
const HOLD = {
  hold: "h1",
  at: AT,
  by: "dsl",
  byName: "Mrs Dale",
  on: "pupil",
  pupil: "Amara Osei",
  reason: "Court",
};

/** What a DSL reads and does on the record page. */
export const RECORD = {
  "record-empty": record("No concern that this person may read", {}, /^There are no concerns/),
  "record-list": record("The list of concerns", { "/api/concerns": { concerns: LISTED } }, "Concerns"),
  "record-now": record(
    "Lessons now: one without staff, one being paused, one as it should be",
    { "/api/record/now": { now: AT, lessons: LESSONS_NOW } },
    "Visit",
  ),
  "record-now-away": record("Lessons now could not be looked at again", {}, /^Lesson Guard/, {
    answers: ({ path }) =>
      path === "/api/record/now"
        ? {
            status: 503,
            body: { error: { code: "away", say: "Lesson Guard cannot read its record just now." } },
          }
        : { body: path === "/api/me" ? ME : { concerns: [] } },
  }),
  "record-told": one("A concern that no one has taken", "told", "I have it"),
  "record-seen": one("A concern that the DSL has", "seen", "Close this concern", {
    height: 2300,
    play: (panel) => panel.getByText("Close this concern").click(),
  }),
  "record-closed": one("A concern that is closed", "closed", "Support within school. Spoke with home."),
  "record-cpoms": one("Closed, and not on CPOMS yet", "CPOMS not yet", /^Write this concern into CPOMS/),
  "record-cpoms-not-needed": one("Closed, and not needed on CPOMS", "CPOMS not needed", /Kept on paper/),
  "record-cpoms-several": one(
    "Closed, several children, and one of them not on CPOMS yet",
    "CPOMS of several",
    /^This names several children/,
    { height: 2300 },
  ),
  "record-ended": one("End for all was pressed in a lesson", "ended", "I have it"),
  "record-alone": one("Pupils were without staff", "alone", "I have it"),
  "record-not-yours": record("Another person's concern", {}, /does not exist, or is not for you/, {
    hash: "#ZZZZ",
  }),
  "record-approval": record(
    "A change that waits for approval, and one that was made",
    { "/api/proposals": { proposals: [WAITS], made: [MADE] } },
    "Waiting for your approval",
  ),
  "record-keeping": record(
    "The school's record: exports and legal holds",
    {
      "/api/exports": {
        exports: [EXPORTED],
        holds: [HOLD],
        stepsBack: [
          "The record was restored on 24 November 2026, 12:40 from a copy of 24 November 2026, 10:15.",
        ],
      },
    },
    /^The school’s record/,
    { height: 1800, play: (panel) => panel.getByRole("button", { name: /^The school’s record/ }).click() },
  ),
  "record-recordings": record(
    "Recorded one-to-ones with something left to do",
    {
      "/api/recordings": {
        open: [
          {
            lesson: "l1",
            label: "One to one, 24 November 10:00",
            staff: "Miss Hart",
            late: true,
            tasks: ["CPOMS: not yet."],
          },
        ],
        missed: [
          {
            lesson: "l2",
            label: "One to one, 23 November 14:00",
            staff: "Mr Shah",
            sentence:
              "14:06 to 14:09: the parent had left, and no answer was noted. Staff were to be told at 14:07.",
          },
        ],
        untold: [
          {
            lesson: "l3",
            label: "One to one, 20 November 09:30",
            staff: "Mr Shah",
            sentence:
              "A Teams recording from 09:31:10 to 09:44:02; it began before the parent was told, at 09:33:20.",
          },
        ],
        wrongly: [
          {
            lesson: "l4",
            label: "Class lesson, 19 November 11:00",
            staff: "Miss Hart",
            sentence:
              "A Teams recording from 11:02:10 to 11:03:02. Lesson Guard puts it into no folder: it is in the OneDrive of the person who started it, or of the organiser. Agree with them what becomes of it.",
          },
        ],
        counts: [],
      },
    },
    /One to one, 24 November/,
  ),
} as const satisfies Scenes;

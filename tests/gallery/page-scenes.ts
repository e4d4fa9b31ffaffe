import type { AdultView, ClassView, FamilyView, LinkView } from "../../src/protocol/screen/families-view.ts";
import type { ConcernView } from "../../src/protocol/screen/view.ts";
import type { Answer, Arrived } from "../panel/support/school-server.ts";
import { OAKFIELD } from "../panel/support/settings.ts";
import { CONCERNS, type ConcernName, readBy } from "./concerns.ts";
import type { Scene, Scenes } from "./scene.ts";

const AT = "2026-11-24T10:42:00.000Z";
const TALL = 1100;

type Answers = Readonly<Record<string, unknown>>;

/** One answer for each path; of what is not named, nothing is known. */
const answering =
  (answers: Answers) =>
  ({ path }: Arrived): Answer => ({ body: answers[path] ?? {} });

const ME = { name: "Mrs Dale", roles: ["dsl"] };

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
  from: "22222222-2222-4222-8222-222222222222",
  to: "55555555-5555-4555-8555-555555555555",
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
  "record-told": one("A concern that no one has taken", "told", "I have it"),
  "record-seen": one("A concern that the DSL has", "seen", "Close this concern", {
    height: 2300,
    play: (panel) => panel.getByText("Close this concern").click(),
  }),
  "record-closed": one("A concern that is closed", "closed", "Support within school. Spoke with home."),
  "record-cpoms": one("Closed, and not on CPOMS yet", "CPOMS not yet", /^Write this concern into CPOMS/),
  "record-cpoms-not-needed": one("Closed, and not needed on CPOMS", "CPOMS not needed", /Kept on paper/),
  "record-ended": one("A lesson was ended for safety", "ended", "I have it"),
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
        counts: [],
      },
    },
    /One to one, 24 November/,
  ),
} as const satisfies Scenes;

const settings = (says: string, answer: object, more: Partial<Scene> = {}): Scene => ({
  says,
  path: "/settings",
  height: 3600,
  answers: answering({
    "/api/settings": { settings: OAKFIELD, channels: [], waiting: [], ...answer },
    [`/api/settings/groups/${OAKFIELD.groups.staff}`]: { name: "Teaching staff", members: 24 },
  }),
  until: "Save",
  ...more,
});

export const SETTINGS = {
  settings: settings("The school's settings", {}),
  "settings-wrong": settings(
    "A setting that is not right",
    {},
    {
      height: TALL,
      play: async (panel) => {
        await panel.getByLabel("Name", { exact: true }).fill("");
        await panel.getByRole("button", { name: "Save" }).click();
      },
    },
  ),
  "settings-waiting": settings(
    "A change waits for the headteacher",
    {
      waiting: [{ of: "phone", to: "01234 567891", since: AT, asked: "headteacher" }],
    },
    { height: TALL },
  ),
  "settings-none": {
    says: "Not an administrator",
    path: "/settings",
    answers: () => ({
      status: 403,
      body: { error: { code: "no-right", say: "This page is for administrators." } },
    }),
    until: "Settings are for administrators",
  },
} as const satisfies Scenes;

const link = (state: LinkView["state"], more: Partial<LinkView> = {}): LinkView => ({
  state,
  madeAt: AT,
  expiresAt: "2027-08-31T23:00:00.000Z",
  wording: "2026-11-30",
  opened: [AT],
  ...more,
});

const adult = (
  name: string,
  permission: AdultView["permission"],
  more: Partial<AdultView> = {},
): AdultView => ({
  adult: name,
  name,
  permission,
  since: AT,
  toAsk: false,
  ...more,
});

const family = (
  child: string,
  permission: FamilyView["permission"],
  ...adults: readonly AdultView[]
): FamilyView => ({
  family: child,
  ref: "4F2A9C",
  child,
  permission,
  adults,
});

/** A family for each permission, and a link in each of its states. */
export const FAMILIES_VIEW: ClassView = {
  class: "c1",
  name: "4 Willow, autumn",
  meets: true,
  weekly: true,
  unanswered: 2,
  families: [
    family(
      "Amara Osei",
      "given",
      adult("Mrs Osei", "given", {
        link: link("works", { sent: { at: AT, how: "ClassDojo" }, twoPlaces: true }),
      }),
      adult("Mr Osei", "given", { link: link("revoked", { revokedAt: AT }) }),
    ),
    family(
      "Noah Clarke",
      "implied by joining",
      adult("Noah's dad", "implied by joining", { link: link("works"), toAsk: true }),
    ),
    family("Zainab Hussain", "refused", adult("Mrs Hussain", "refused", { link: link("expired") })),
    family("Freya Thompson", "withdrawn", adult("Mr Thompson", "withdrawn")),
    { ...family("Maya Singh", "not asked"), askAgainOn: "2027-09-01" },
  ],
};

const families = (
  says: string,
  answers: Answers,
  until: Scene["until"],
  more: Partial<Scene> = {},
): Scene => ({
  says,
  path: "/families",
  height: TALL,
  answers: answering({
    "/api/me": { name: "Miss Hart", roles: ["staff"], school: "s", schools: [] },
    "/api/lessons": { lessons: [{ lesson: "l1", title: "Year 4 maths", phase: "planned" }] },
    "/api/classes": { classes: [] },
    ...answers,
  }),
  until,
  ...more,
});

export const FAMILIES = {
  "families-none": families("No list of families yet", {}, "Class and term"),
  families: families(
    "A class: who has answered, and each adult's link",
    {
      "/api/classes": { classes: [{ class: "c1", name: "4 Willow, autumn" }] },
      "/api/classes/c1": { view: FAMILIES_VIEW },
    },
    /^Amara Osei/,
    {
      height: 1800,
      play: async (panel) => {
        for (const child of ["Amara Osei", "Zainab Hussain"])
          await panel.getByText(new RegExp(`^${child}:`)).click();
      },
    },
  ),
} as const satisfies Scenes;

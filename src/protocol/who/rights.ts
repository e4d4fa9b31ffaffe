import type { Part, Role } from "../words.ts";
import type { About } from "./route.ts";

/**
 * What somebody is to what they ask for. Worked out on the server for each request (authorise.ts), never
 * from what a client says.
 */
export type Standing =
  /** No sign-in is asked for. */
  | "anyone"
  /** A token of the Bot Framework or of Graph calling. */
  | "Microsoft"
  /** Whoever keeps the program running and was given METRICS_TOKEN. */
  | "operator"
  /** Signed in, with any role here. */
  | "person of the school"
  | Role
  /** In the group that the program was started with, whatever a school has chosen. */
  | "administrator of all schools"
  /** Staff with this part in the lesson. */
  | Part
  /** Of a concern; whom it is about is none of these, whatever else they are. */
  | "raiser"
  | "told as DSL"
  | "told as headteacher"
  /** Holds the role now: of what is the headteacher's, once somebody has it or nobody is looked for any more. */
  | "present headteacher";

/** Where a card with this verb works; anywhere else a copy of it does nothing. */
export type CardPlace = "personal" | "channel";

type Entry = {
  /** What it is, for a reader who does not know the program. */
  readonly words: string;
  /** A read gives; a command changes. */
  readonly is: "read" | "command";
  /** Taken with the last known role while the directory is away: it keeps children safe. */
  readonly protects?: true;
  readonly routes?: readonly string[];
  readonly card?: readonly CardPlace[];
};

type Right =
  | (Entry & { readonly on: "door" | "school" | "lesson"; readonly by: readonly Standing[] })
  | (Entry & { readonly on: "concern"; readonly by: Readonly<{ [Kind in About]: readonly Standing[] }> });

const PRESS = ["POST /api/lessons/:lesson/press"];
const EXPORTS = ["POST /api/exports"];
const IN_LESSON = ["organiser", "co-organiser", "member"] as const;
const OWN_CHAT = ["personal"] as const;

/**
 * Whoever was told of it, by the role they were told under and still hold, and who holds the headteacher's role
 * after them. An adult's: never a DSL (X2).
 */
const TOLD = {
  child: ["told as DSL", "told as headteacher", "present headteacher"],
  adult: ["told as headteacher", "present headteacher"],
  ended: ["told as DSL", "told as headteacher", "present headteacher"],
} as const;

const RAISER_OR_TOLD = {
  child: ["raiser", ...TOLD.child],
  adult: ["raiser", ...TOLD.adult],
  ended: ["raiser", ...TOLD.ended],
} as const;

/** Whose hands the school's record is in. Teachers have the panel; administrators see no content. */
const KEEPERS = ["dsl", "headteacher"] as const;

const takingOut = (words: string) =>
  ({ words: `take out: ${words}`, is: "read", on: "school", by: KEEPERS, routes: EXPORTS }) as const;

const press = (words: string) =>
  ({ words, is: "command", on: "lesson", by: IN_LESSON, routes: PRESS }) as const;

/**
 * Who may do and see what: the one place where it stands. What is not in here is not reachable: a route
 * without an entry is not opened, a card's verb without one is refused. docs/who-may-see-what.md is
 * this, printed.
 */
export const RIGHTS = {
  "see-health": {
    words: "whether the program is up, and its version",
    is: "read",
    on: "door",
    by: ["anyone"],
    routes: ["GET /health"],
  },
  "read-metrics": {
    words: "how much work is late and what has failed, in counts that tell nothing of a concern",
    is: "read",
    on: "door",
    by: ["operator"],
    routes: ["GET /metrics"],
  },
  "open-pages": {
    words: "the pages, which hold nothing until somebody has signed in",
    is: "read",
    on: "door",
    by: ["anyone"],
    routes: ["GET /panel", "GET /record", "GET /settings", "GET /family", "GET /assets/:file"],
  },
  "send-activity": {
    words: "what Teams tells the bot",
    is: "command",
    on: "door",
    by: ["Microsoft"],
    routes: ["POST /api/messages"],
  },
  "report-call": {
    words: "what Graph says about a call",
    is: "command",
    on: "door",
    by: ["Microsoft"],
    routes: ["POST /api/calls/:callback"],
  },

  "know-oneself": {
    words: "one's own name and roles",
    is: "read",
    on: "school",
    by: ["person of the school"],
    protects: true,
    routes: ["GET /api/me"],
  },
  "hear-changes": {
    words: "that something one may read has changed",
    is: "read",
    on: "school",
    by: ["person of the school"],
    routes: ["GET /api/live"],
  },
  "list-lessons": {
    words: "the list of one's own lessons",
    is: "read",
    on: "school",
    by: ["staff"],
    routes: ["GET /api/lessons"],
  },
  "find-meeting": {
    words: "whether Lesson Guard knows a meeting whose chat one is in, and can protect it",
    is: "read",
    on: "school",
    by: ["staff"],
    routes: ["GET /api/meetings"],
  },
  "list-concerns": {
    words: "the list of those concerns that one may read",
    is: "read",
    on: "school",
    by: ["person of the school"],
    routes: ["GET /api/concerns"],
  },
  "read-settings": {
    words: "the school's settings",
    is: "read",
    on: "school",
    by: ["administrator"],
    routes: ["GET /api/settings"],
  },
  "change-settings": {
    words: "change the school's settings",
    is: "command",
    on: "school",
    by: ["administrator"],
    routes: ["PUT /api/settings"],
  },

  "read-proposals": {
    words:
      "changes of who is DSL or headteacher, or of the DSL channel, that wait for a yes (DSLs: of who is DSL and of the channel)",
    is: "read",
    on: "school",
    by: ["dsl", "headteacher", "administrator of all schools"],
    routes: ["GET /api/proposals"],
  },
  "answer-proposal": {
    words:
      "answer such a change: DSLs of who is DSL and of the channel, headteachers of who is headteacher; after 48 hours without an answer an administrator of all schools; never who proposed it, unless nobody else holds the role",
    is: "command",
    on: "school",
    by: ["dsl", "headteacher", "administrator of all schools"],
    routes: ["POST /api/proposals/:proposal"],
  },

  "find-lessons": {
    words: "the list of lessons of some days, to take one out: when, title, kind, staff",
    is: "read",
    on: "school",
    by: KEEPERS,
    routes: ["GET /api/record/lessons"],
  },
  "list-exports": {
    words:
      "what was taken out of the record, by whom and what for (not: of a concern, where it stands itself)",
    is: "read",
    on: "school",
    by: KEEPERS,
    routes: ["GET /api/exports"],
  },
  "keep-record": {
    words:
      "hold a lesson or a child's lessons for legal reasons, lift that, erase a child's names in lessons",
    is: "command",
    on: "school",
    by: KEEPERS,
    routes: ["POST /api/keeping"],
  },
  "export-lesson": takingOut("one lesson with its register, checks and people; nothing of concerns"),
  "export-child": takingOut("what is held on one child, with those concerns of which one is a recipient"),
  "export-sample": takingOut("counts and some lessons without names, and nothing about staff"),
  "export-record": takingOut(
    "the sealed lessons of a period, the settings, and those concerns of which one is a recipient",
  ),
  "list-schools": {
    words: "the schools of the tenant",
    is: "read",
    on: "school",
    by: ["administrator of all schools"],
    routes: ["GET /api/schools"],
  },
  "add-school": {
    words: "add a school to the tenant",
    is: "command",
    on: "school",
    by: ["administrator of all schools"],
    routes: ["POST /api/schools"],
  },
  "choose-school": {
    words: "say which of one's own schools a new meeting of one's own belongs to",
    is: "command",
    on: "school",
    by: ["staff"],
    card: OWN_CHAT,
  },

  "read-lesson": {
    words:
      "a lesson with its register, checks and people; of concerns only one's own, and whether the alert of an ended lesson was told and seen",
    is: "read",
    on: "lesson",
    by: IN_LESSON,
    routes: ["GET /api/meetings", "GET /api/lessons/:lesson"],
  },
  "read-classes": {
    words: "the school's classes, to take a register from",
    is: "read",
    on: "lesson",
    by: IN_LESSON,
    routes: ["GET /api/lessons/:lesson/classes"],
  },
  "preview-register": {
    words: "what a list of pupils would make as a register; nothing is kept",
    is: "read",
    on: "lesson",
    by: IN_LESSON,
    routes: ["POST /api/lessons/:lesson/register/preview"],
  },
  "see-route": {
    words: "whom a concern would go to, before it is raised",
    is: "read",
    on: "lesson",
    by: IN_LESSON,
    routes: ["GET /api/lessons/:lesson/route"],
  },
  "set-register": { ...press("set the register"), routes: ["POST /api/lessons/:lesson/register"] },
  "choose-kind": { ...press("say what kind of meeting it is"), card: OWN_CHAT },
  "all-others-fine": { ...press("check all the others at once"), card: OWN_CHAT },
  "check-pupil": press("check one pupil"),
  "note-exception": press("note an exception for a pupil"),
  "put-right": press("note that an exception was put right"),
  recognise: press("say whose device it is"),
  "let-cameras-on": { ...press("let cameras on"), card: OWN_CHAT },
  "let-mics-on": { ...press("let mics on"), card: OWN_CHAT },
  resume: { ...press("resume the lesson"), card: OWN_CHAT },
  pause: { ...press("pause the lesson"), protects: true, card: OWN_CHAT },
  "cameras-off": { ...press("switch all cameras off"), protects: true, card: OWN_CHAT },
  "mics-off": { ...press("switch all mics off"), protects: true, card: OWN_CHAT },
  remove: { ...press("remove a person"), protects: true },
  "end-for-all": { ...press("end the lesson for all"), protects: true, card: OWN_CHAT },
  "undo-end": { ...press("undo End for all in its first seconds"), protects: true, card: OWN_CHAT },
  "tell-dsl": {
    words: "raise a concern about a child or family, or a breach",
    is: "command",
    on: "lesson",
    by: IN_LESSON,
    protects: true,
    routes: ["POST /api/concerns"],
    card: OWN_CHAT,
  },
  "about-adult": {
    words: "raise a concern about an adult at school",
    is: "command",
    on: "lesson",
    by: IN_LESSON,
    protects: true,
    routes: ["POST /api/concerns"],
    card: OWN_CHAT,
  },

  "read-concern": {
    words: "a concern (its raiser: the receipt and their own words, not what the others wrote or decided)",
    is: "read",
    on: "concern",
    by: RAISER_OR_TOLD,
    routes: ["GET /api/concerns/:ref"],
  },
  "add-detail": {
    words: "add words to a concern",
    is: "command",
    on: "concern",
    by: RAISER_OR_TOLD,
    routes: ["POST /api/concerns/:ref/details"],
  },
  "have-it": {
    words: "take a concern: I have it",
    is: "command",
    on: "concern",
    by: TOLD,
    routes: ["POST /api/concerns/:ref/have-it"],
    card: ["personal", "channel"],
  },
  "hand-on": {
    words: "hand a concern on: I cannot take it now",
    is: "command",
    on: "concern",
    by: TOLD,
    routes: ["POST /api/concerns/:ref/hand-on"],
    card: OWN_CHAT,
  },
  "export-concern": {
    words: "take out: a concern, with full names and all that was written",
    is: "read",
    on: "concern",
    by: TOLD,
    routes: EXPORTS,
  },
  "keep-concern": {
    words: "hold a concern for legal reasons, lift that, review it: keep or erase",
    is: "command",
    on: "concern",
    by: TOLD,
    routes: ["POST /api/concerns/:ref/keeping"],
  },
  "close-concern": {
    words: "close a concern with a decision and a reason",
    is: "command",
    on: "concern",
    by: TOLD,
    routes: ["POST /api/concerns/:ref/close"],
  },
} as const satisfies { readonly [name: string]: Right };

export type RightName = keyof typeof RIGHTS;

type On<Subject extends Right["on"]> = {
  [Name in RightName]: (typeof RIGHTS)[Name]["on"] extends Subject ? Name : never;
}[RightName];

/** What can be pressed on a card. */
export type CardVerb = {
  [Name in RightName]: (typeof RIGHTS)[Name] extends { readonly card: readonly CardPlace[] } ? Name : never;
}[RightName];

export type SchoolRight = On<"school">;
export type LessonRight = On<"lesson">;
export type ConcernRight = On<"concern">;

const ALL: { readonly [name: string]: Right } = RIGHTS;

const named = (name: string): Right | undefined => (Object.hasOwn(ALL, name) ? ALL[name] : undefined);

/** Whom a right belongs to. @param kind of the concern, where it is about one */
export const holdersOf = (name: RightName, kind: About = "child"): readonly Standing[] => {
  const right: Right = RIGHTS[name];
  return right.on === "concern" ? right.by[kind] : right.by;
};

export const protects = (name: RightName): boolean => (RIGHTS[name] as Right).protects === true;

/** The rights that are used through a route. @param route method and path: "GET /api/lessons/:lesson" */
export const rightsThrough = (route: string): readonly RightName[] =>
  (Object.keys(RIGHTS) as RightName[]).filter((name) => named(name)?.routes?.includes(route));

export const isCardVerb = (verb: string): verb is CardVerb => named(verb)?.card !== undefined;

/** @param place where the card stands: a copy of it elsewhere does nothing */
export const worksIn = (verb: CardVerb, place: string): boolean =>
  (RIGHTS[verb].card as readonly string[]).includes(place);

import { OWN_CHAT, type Rights } from "./right.ts";

/** The roles that keep the school's record. Teachers have the panel; administrators see no content. */
const KEEPERS = ["dsl", "headteacher"] as const;

const takingOut = (words: string) =>
  ({
    words: `export: ${words}`,
    is: "read",
    on: "school",
    by: KEEPERS,
    routes: ["POST /api/exports"],
  }) as const;

/** Rights on the school's record and settings as a whole. */
export const SCHOOL_RIGHTS = {
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
  "keep-families": {
    words:
      "the lists of families that one keeps: their names, adults, permission and when links were used; change them, make and end links, note answers; never a list of a colleague's. To begin one: the pupils of a class, or of a group that one is in, with the names of parents and guardians for a teacher of the class",
    is: "command",
    on: "school",
    by: ["staff"],
    routes: [
      "GET /api/classes",
      "POST /api/classes",
      "GET /api/classes/:class",
      "POST /api/classes/:class",
      "GET /api/class-sources",
      "POST /api/class-sources",
    ],
  },
  "plan-lesson": {
    words:
      "plan a lesson of one's own: it goes into one's own calendar, with its Teams meeting; see how far that is, and the names of colleagues; never a colleague's plan",
    is: "command",
    on: "school",
    by: ["staff"],
    routes: ["GET /api/plans", "POST /api/plans", "GET /api/plans/:lesson", "POST /api/plans/:lesson"],
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
    words:
      "change the school's settings, find groups of the directory by name, and see who is in one before it is chosen",
    is: "command",
    on: "school",
    by: ["administrator"],
    routes: ["PUT /api/settings", "GET /api/settings/groups", "GET /api/settings/groups/:group"],
  },
  "lead-rehearsal": {
    words:
      "rehearse with a real meeting that is no lesson: a guest is removed, and the DSLs get a test message",
    is: "command",
    on: "school",
    by: ["administrator"],
    routes: ["POST /api/set-up/rehearsal"],
  },
  "attest-set-up": {
    words:
      "say that one has looked at what Lesson Guard cannot see, such as the meeting policy, or take that back",
    is: "command",
    on: "school",
    by: ["administrator"],
    routes: ["POST /api/set-up/attested/:what"],
  },
  "see-rehearsal": {
    words: "say that one has seen the test message of a rehearsal",
    is: "command",
    on: "school",
    by: ["dsl"],
    card: OWN_CHAT,
  },
  "see-set-up": {
    words:
      "how far Lesson Guard is set up, what is missing and how to mend it, with names of staff who cannot be reached; and look anew",
    is: "read",
    on: "school",
    by: ["administrator"],
    routes: ["GET /api/set-up", "POST /api/set-up/check"],
  },
  "read-proposals": {
    words:
      "changes of settings that wait for approval (DSLs: those that wait for theirs); headteacher and DSL also those made in the last 30 days that they were told of",
    is: "read",
    on: "school",
    by: ["dsl", "headteacher", "administrator of all schools"],
    routes: ["GET /api/proposals"],
  },
  "answer-proposal": {
    words:
      "answer such a change: DSLs and headteachers those that wait for theirs (the table in for-administrators.md); after 48 hours without an answer an administrator of all schools; never the person who proposed it, unless no one else holds the role",
    is: "command",
    on: "school",
    by: ["dsl", "headteacher", "administrator of all schools"],
    routes: ["POST /api/proposals/:proposal"],
  },
  "cover-oneself": {
    words:
      "say on which days one is away and which DSL or headteacher covers, and take it back; see who else is away",
    is: "command",
    on: "school",
    by: KEEPERS,
    routes: ["GET /api/cover", "POST /api/cover"],
  },
  "sign-people-out": {
    words:
      "end all that a person of the school may do and see here, or let them in again; never a headteacher; and see who is signed out, by whom",
    is: "command",
    on: "school",
    by: ["headteacher"],
    routes: ["GET /api/people", "POST /api/people"],
  },
  "find-lessons": {
    words: "the list of lessons of some days, to take one out: when, title, kind, staff",
    is: "read",
    on: "school",
    by: KEEPERS,
    routes: ["GET /api/record/lessons"],
  },
  "see-lessons-now": {
    words:
      "the lessons that are on: since when, in which state, the names of the staff inside, how many pupils, what is not put right, in counts, and the way in; no pupil's name, and nothing of concerns",
    is: "read",
    on: "school",
    by: KEEPERS,
    routes: ["GET /api/record/now"],
  },
  "count-unanswered": {
    words:
      "how many adults of each list of families have not answered the question of permission, and who keeps the list; no name of a family, but on a list that one keeps",
    is: "read",
    on: "school",
    by: KEEPERS,
    routes: ["GET /api/record/permission"],
  },
  "list-recordings": {
    words:
      "recorded one-to-ones with something left to do: which lesson, whose task, what; and lessons in which something recorded that was not to, or nothing did that was to: which, which staff came, when; no pupil's name",
    is: "read",
    on: "school",
    by: KEEPERS,
    routes: ["GET /api/recordings"],
  },
  "count-recordings": {
    words: "how many one-to-ones each member of staff recorded in each term",
    is: "read",
    on: "school",
    by: ["headteacher"],
    routes: ["GET /api/recordings"],
  },
  "list-exports": {
    words:
      "what was exported from the record, by whom and what for (exports of a concern are shown with the concern)",
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
  "export-terms": {
    ...takingOut(
      "how the rules of lessons were kept in each term: counts alone, without a name, and nothing of concerns",
    ),
    by: ["headteacher"],
  },
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
} as const satisfies Rights<"school">;

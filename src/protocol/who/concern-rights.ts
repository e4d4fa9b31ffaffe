import { OWN_CHAT, type Rights } from "./right.ts";

/**
 * Those who were told of it, by the role they were told under and still hold, and those who hold the headteacher's
 * role after them. For a concern about an adult: never a DSL (X2).
 */
const TOLD = {
  child: ["told as DSL", "told as headteacher", "present headteacher"],
  adult: ["told as headteacher", "present headteacher"],
  ended: ["told as DSL", "told as headteacher", "present headteacher"],
  alone: ["told as DSL", "told as headteacher", "present headteacher"],
} as const;

const RAISER_OR_TOLD = {
  child: ["raiser", ...TOLD.child],
  adult: ["raiser", ...TOLD.adult],
  ended: ["raiser", ...TOLD.ended],
  alone: ["raiser", ...TOLD.alone],
} as const;

/** What may be seen and done of a concern, by what it is about. */
export const CONCERN_RIGHTS = {
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
  "keep-draft": {
    words: "keep words that one has begun to write, until they are sent; no one else sees them",
    is: "command",
    on: "concern",
    by: RAISER_OR_TOLD,
    routes: ["POST /api/concerns/:ref/draft"],
  },
  "take-back": {
    words: "undo what one has just raised about an adult, before anyone is told",
    is: "command",
    on: "concern",
    by: { child: [], adult: ["raiser"], ended: [], alone: [] },
    protects: true,
    routes: ["POST /api/concerns/:ref/undo"],
    card: OWN_CHAT,
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
    card: ["personal", "channel"],
  },
  "export-concern": {
    words: "export: a concern, with full names and all that was written",
    is: "read",
    on: "concern",
    by: TOLD,
    routes: ["POST /api/exports"],
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
  "follow-up-concern": {
    words:
      "note what was done about a concern and why, link a child to it, set a reminder of it or take that away",
    is: "command",
    on: "concern",
    by: TOLD,
    routes: ["POST /api/concerns/:ref/follow-up"],
  },
  "hand-over": {
    words: "hand a concern over to a named colleague who may be told of it",
    is: "command",
    on: "concern",
    by: TOLD,
    routes: ["POST /api/concerns/:ref/hand-over"],
  },
  "see-home": {
    words:
      "whom to phone for a child whom a concern is about, read from the school directory for this look alone; each look is noted with the concern, and the numbers are kept nowhere",
    is: "read",
    on: "concern",
    by: { ...TOLD, adult: [] },
    routes: ["POST /api/concerns/:ref/home"],
  },
  "note-cpoms": {
    words: "note the CPOMS reference of a concern, or why it is not needed there",
    is: "command",
    on: "concern",
    by: TOLD,
    routes: ["POST /api/concerns/:ref/cpoms"],
  },
} as const satisfies Rights<"concern">;

import { carriedBy, type LessonVerb, PRESSES, type PressName } from "../lesson/presses.ts";
import { PRESS_WORDS } from "./press-words.ts";
import { OWN_CHAT, type Right, type Rights } from "./right.ts";

const IN_LESSON = ["organiser", "co-organiser", "member"] as const;

/** A command on the lesson, or a concern raised from it: all presses but the one that only opens the panel. */
type PressRight = Exclude<PressName, "open-panel">;

const routeOf = (takes: ReturnType<typeof carriedBy>): string => {
  if (takes === undefined) return "POST /api/concerns";
  if (takes === "home") return "POST /api/lessons/:lesson/home";
  return takes === "register" ? "POST /api/lessons/:lesson/register" : "POST /api/lessons/:lesson/press";
};

const rightTo = (name: PressName) => {
  const press = PRESSES[name];
  return {
    words: PRESS_WORDS[name],
    is: "command",
    on: "lesson",
    by: IN_LESSON,
    routes: [routeOf(carriedBy(name))],
    ...("protects" in press && { protects: true }),
    ...("card" in press && { card: OWN_CHAT }),
  } as const;
};

type PressRights = {
  readonly [Name in PressRight]: Right & {
    readonly on: "lesson";
  } & (Name extends LessonVerb ? { readonly card: typeof OWN_CHAT } : object);
};

const PRESS_RIGHTS = Object.fromEntries(
  (Object.keys(PRESSES) as PressName[])
    .filter((name) => name !== "open-panel")
    .map((name) => [name, rightTo(name)]),
) as unknown as PressRights;

/** What staff with a part in a lesson may see and press in it. */
export const LESSON_RIGHTS = {
  "read-lesson": {
    words:
      "a lesson with its register, checks and people; of concerns only one's own, and whether the alert of an ended lesson was told and seen",
    is: "read",
    on: "lesson",
    by: IN_LESSON,
    routes: ["GET /api/meetings", "GET /api/lessons/:lesson", "GET /api/lessons/:lesson/by-hand"],
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
  ...PRESS_RIGHTS,
} as const satisfies Rights<"lesson">;

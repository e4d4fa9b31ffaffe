import { OWN_CHAT, type Rights } from "./right.ts";

const IN_LESSON = ["organiser", "co-organiser", "member"] as const;

const press = (words: string) =>
  ({
    words,
    is: "command",
    on: "lesson",
    by: IN_LESSON,
    routes: ["POST /api/lessons/:lesson/press"],
  }) as const;

/** What staff with a part in a lesson may see and press in it. */
export const LESSON_RIGHTS = {
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
} as const satisfies Rights<"lesson">;

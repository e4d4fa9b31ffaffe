/** Where people meet a rule: in words, and the file that draws it. */
export const SURFACES = {
  panel: { words: "the staff's side panel in the meeting", file: "src/panel/components/lesson-screen.tsx" },
  "question card": {
    words: "the card that asks the organiser what kind of meeting it is",
    file: "src/protocol/screen/card-faces.ts",
  },
  "not-protected card": {
    words: "the card that says that a meeting is not protected",
    file: "src/teams/cards/not-protected-card.ts",
  },
  "staff card": {
    words: "the checklist card in each member of staff's own chat",
    file: "src/protocol/screen/card-faces.ts",
  },
  "family card": { words: "the checklist in the meeting chat", file: "src/teams/cards/family-card.ts" },
  "family page": { words: "the page for families", file: "src/web/family/words-en.ts" },
  "plan page": {
    words: "the staff's page on which they plan a lesson",
    file: "src/panel/plan/plan-app.tsx",
  },
  "by-hand page": {
    words: "the staff's page By hand, for a lesson in Zoom",
    file: "src/panel/by-hand/by-hand-page.tsx",
  },
  "evening card": {
    words: "the card that an organiser gets the evening before, where a lesson of theirs is not protected",
    file: "src/teams/cards/tomorrow-card.ts",
  },
  "families page": {
    words: "the staff's page about their families",
    file: "src/panel/families/families-app.tsx",
  },
  "answer card": {
    words: "the card that tells staff of a parent's no",
    file: "src/teams/cards/refusal-card.ts",
  },
  "alert card": { words: "the card that DSL and headteacher get", file: "src/teams/cards/alert-card.ts" },
  "concern page": { words: "the concern's own page", file: "src/panel/dsl/concern-page.tsx" },
  "CPOMS text": { words: "the text to copy into CPOMS", file: "src/panel/dsl/cpoms-copy.tsx" },
  "lesson export": {
    words: "the export of one lesson",
    file: "src/protocol/export/lesson-document.ts",
  },
  "record page": {
    words: "the page Record of DSL and headteacher",
    file: "src/panel/dsl/recordings.tsx",
  },
  "inspection sample": {
    words: "the sample for an inspection",
    file: "src/protocol/export/sample-document.ts",
  },
} as const satisfies { readonly [name: string]: { readonly words: string; readonly file: string } };

export type SurfaceName = keyof typeof SURFACES;

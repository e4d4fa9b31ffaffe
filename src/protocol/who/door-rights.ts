import type { Rights } from "./right.ts";

/** What can be reached without a role in the school. */
export const DOOR_RIGHTS = {
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
  "read-preflight": {
    words: "whether lessons of each school can be protected, and what is missing",
    is: "read",
    on: "door",
    by: ["operator"],
    routes: ["GET /preflight"],
  },
  "open-pages": {
    words: "the pages, which hold nothing until a person has signed in",
    is: "read",
    on: "door",
    by: ["anyone"],
    routes: [
      "GET /panel",
      "GET /record",
      "GET /settings",
      "GET /set-up",
      "GET /families",
      "GET /plan",
      "GET /by-hand",
      "GET /family",
      "GET /assets/:file",
    ],
  },
  "use-family-link": {
    words:
      "what one's own link leads to: the page of one child, one's own answer about permission, words to the DSL or, about staff, to the headteacher alone, and the way to the lesson while it is open; nothing of another adult or family",
    is: "command",
    on: "door",
    by: ["adult with a link"],
    routes: ["POST /family"],
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
} as const satisfies Rights<"door">;

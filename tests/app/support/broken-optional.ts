import { findPerson } from "../../../src/practice/school/people.ts";
import type { Broken } from "./broken-thing.ts";

/** What only some schools use: each broken by itself. */
export const BROKEN_AND_OPTIONAL: readonly Broken[] = [
  {
    what: "every mailbox open to the app",
    switches: { mailboxes: "all" },
    red: { mailbox: /RestrictAccess/ },
  },
  { what: "no mailbox open to the app", switches: { mailboxes: "none" }, red: { mailbox: /access policy/ } },
  { what: "the site not granted", switches: { siteGranted: false }, red: { recordings: /this one site/ } },
  {
    what: "no folder for recordings",
    switches: { staffFolder: "gone" },
    red: { recordings: /Make the folder in SharePoint/ },
  },
  {
    what: "no class in School Data Sync",
    switches: { classes: false },
    amber: { classes: /School Data Sync/ },
    grey: ["pupils-in-groups", "chats:pupils"],
  },
  {
    what: "the role in Exchange not given, and no lesson planned",
    switches: { calendars: "none" },
    grey: ["calendars"],
  },
  {
    what: "the role in Exchange given for every mailbox",
    switches: { calendars: "all" },
    red: { calendars: /-CustomResourceScope/ },
  },
  {
    what: "a teacher's calendar outside the scope in Exchange",
    switches: { withoutCalendar: [findPerson("okafor")?.account?.objectId ?? ""] },
    amber: { calendars: /direct members/ },
  },
];

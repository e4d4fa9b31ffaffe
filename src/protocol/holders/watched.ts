import { ALONE_MINUTES, ALONE_SECONDS } from "../lesson/usual-times.ts";
import {
  REVIEW_CHILD_YEARS,
  REVIEW_STAFF_YEARS,
  type Retention,
  USUAL_RETENTION,
} from "../time/retention.ts";
import { USUALLY_TOLD } from "../who/route.ts";
import { sameCover } from "./away.ts";
import type { Guarded, MadeChange, Told } from "./events.ts";
import { TOLD } from "./events.ts";
import { escalateDays, recordingRules, type SchoolSettings } from "./school.ts";

/** Longer than this no alert may wait for the next person, unless a headteacher has approved it. */
export const LONGEST_ALONE_MINUTES = 10;

/** What follows where an administrator, or SCHOOL_FILE, changes a setting in some way. */
type Row = {
  readonly change: string;
  readonly follows:
    | { readonly waits: Guarded; readonly for: string }
    | { readonly told: Told }
    /** It harms no one, or only those who see it at once. */
    | "at once";
};

const HEADTEACHER = "the headteacher’s approval";
const DSL = "the DSL’s approval";

/**
 * What one administrator alone may not do unseen: for each setting of a school, each way to change it and what follows.
 * The first choice of a school that has chosen nothing yet is in force at once. docs/for-administrators.md shows it.
 */
export const CHANGES: { readonly [S in keyof Required<SchoolSettings>]: readonly Row[] } = {
  name: [{ change: "the name", follows: "at once" }],
  timeZone: [{ change: "another time zone", follows: { told: "time zone" } }],
  phone: [{ change: "another phone number", follows: { waits: "phone", for: HEADTEACHER } }],
  groups: [
    // Teachers whom a slip has shut out must not wait; who is in a group is decided in Entra anyway.
    { change: "another group of staff", follows: { told: "staff" } },
    { change: "another group of DSLs", follows: { waits: "dsl", for: DSL } },
    { change: "another group of headteachers", follows: { waits: "headteacher", for: HEADTEACHER } },
    { change: "another group of administrators", follows: { waits: "administrators", for: HEADTEACHER } },
  ],
  dslChannel: [{ change: "another DSL channel, or none", follows: { waits: "channel", for: DSL } }],
  headteacherPerson: [
    { change: "another person as headteacher, or none", follows: { waits: "head", for: HEADTEACHER } },
  ],
  firstTold: [
    { change: "of a child, the DSL is told first", follows: { waits: "first", for: HEADTEACHER } },
    { change: "of a child, the headteacher is told first", follows: { waits: "first", for: DSL } },
    { change: "of a child, both are told at once", follows: "at once" },
  ],
  mailFrom: [{ change: "another mailbox for alerts, or none", follows: { told: "mailbox" } }],
  chairMail: [{ change: "another address of the chair of governors, or none", follows: { told: "chair" } }],
  lado: [{ change: "the number of the local authority’s officer (LADO)", follows: { told: "lado" } }],
  // No other link can stand in it, and staff see it with every link that they make.
  familyNote: [{ change: "the text that goes with a family’s link", follows: "at once" }],
  cover: [
    {
      change: "cover that says a headteacher is away",
      follows: { waits: "cover", for: `that ${HEADTEACHER.slice(4)}` },
    },
    {
      change: "other cover and hours; cover that a DSL or headteacher sets for their own absence",
      follows: { told: "cover" },
    },
  ],
  recordings: [
    {
      change: "another site or folder for recordings, or another number of days",
      follows: { told: "recordings" },
    },
  ],
  sealAt: [{ change: "when the record is signed", follows: "at once" }],
  retention: [
    {
      change: "lessons are kept for a shorter time, or concerns reviewed sooner",
      follows: { waits: "retention", for: HEADTEACHER },
    },
    { change: "lessons are kept for longer, or concerns reviewed later", follows: "at once" },
  ],
  escalateAfterMinutes: [
    {
      change: "more minutes until the next person is told, and more than 10",
      follows: { waits: "escalation", for: HEADTEACHER },
    },
    { change: "up to 10 minutes, or fewer than now", follows: "at once" },
  ],
  undoSeconds: [{ change: "the seconds in which End for all can be undone", follows: "at once" }],
  aloneSeconds: [
    { change: "pupils may be without staff for longer before it is paused", follows: { told: "alone" } },
    { change: "they may be so for a shorter time", follows: "at once" },
  ],
  aloneMinutes: [
    { change: "pupils may be without staff for longer before they are removed", follows: { told: "alone" } },
    { change: "they may be so for a shorter time", follows: "at once" },
  ],
  recheckMinutes: [{ change: "how often staff are asked to look at the adults again", follows: "at once" }],
  lessons: [
    { change: "fewer meetings are known to be lessons", follows: { told: "lessons" } },
    {
      change: "more meetings are known to be lessons; another usual kind; other minutes before the start",
      follows: "at once",
    },
  ],
};

const isShorter = (before: Retention = USUAL_RETENTION, next: Retention = USUAL_RETENTION): boolean =>
  next.keepYears < before.keepYears ||
  // Another last day may come sooner: a whole year more makes good for it.
  (next.schoolYearEnds !== before.schoolYearEnds && next.keepYears === before.keepYears) ||
  (next.reviewChildYears ?? REVIEW_CHILD_YEARS) < (before.reviewChildYears ?? REVIEW_CHILD_YEARS) ||
  (next.reviewStaffYears ?? REVIEW_STAFF_YEARS) < (before.reviewStaffYears ?? REVIEW_STAFF_YEARS);

/** Whether a change of it, where it is one, takes approval: told side by side, say, no one hears later than before. */
export const isHarder = (before: SchoolSettings, next: SchoolSettings, of: Guarded): boolean => {
  if (of === "first") return (next.firstTold ?? USUALLY_TOLD) !== "both";
  if (of === "escalation")
    return (
      next.escalateAfterMinutes > LONGEST_ALONE_MINUTES &&
      next.escalateAfterMinutes > before.escalateAfterMinutes
    );
  return of !== "retention" || isShorter(before.retention, next.retention);
};

/** How far a rule reaches: each meeting of staff, those with a word in their title, those that the organiser names. */
const REACH = { ask: 0, titles: 1, all: 2 } as const;

const knowsFewer = ({ lessons: before }: SchoolSettings, { lessons: next }: SchoolSettings): boolean =>
  REACH[next.recognise] < REACH[before.recognise] ||
  (next.recognise === "titles" &&
    before.recognise === "titles" &&
    before.titles.some((title) => !next.titles.includes(title)));

/** Seconds until it is paused, minutes until all are removed. */
const alone = ({ aloneSeconds = ALONE_SECONDS, aloneMinutes = ALONE_MINUTES }: SchoolSettings) =>
  [aloneSeconds, aloneMinutes] as const;

const isAloneForLonger = (before: SchoolSettings, next: SchoolSettings): boolean =>
  alone(next).some((value, at) => value > (alone(before)[at] ?? 0));

const asWritten = (settings: SchoolSettings, of: Told): string => {
  switch (of) {
    case "staff":
      return settings.groups.staff ?? "";
    case "mailbox":
      return settings.mailFrom ?? "";
    case "chair":
      return settings.chairMail ?? "";
    case "lado":
      return settings.lado ?? "";
    case "time zone":
      return settings.timeZone;
    case "alone":
      return alone(settings).join(" s, ").concat(" min");
    case "recordings": {
      const { folder, keepDays } = recordingRules(settings);
      return `${settings.recordings?.site ?? "no site"}, ${folder}, ${keepDays} days, DSLs told after ${escalateDays(settings)}`;
    }
    case "cover":
      return settings.cover === undefined ? "" : JSON.stringify(settings.cover);
    case "lessons":
      return [settings.lessons.recognise, ...settings.lessons.titles].join(", ");
  }
};

const isTold = (before: SchoolSettings, next: SchoolSettings, of: Told): boolean => {
  if (of === "alone") return isAloneForLonger(before, next);
  if (of === "lessons") return knowsFewer(before, next);
  // The first cover is told of as well: it says who is not asked first.
  if (of === "cover") return !sameCover(before.cover ?? {}, next.cover ?? {});
  const from = asWritten(before, of);
  return from !== "" && from.toLowerCase() !== asWritten(next, of).toLowerCase();
};

/**
 * Changes of which headteacher and DSL are told; none while a school has neither.
 * @param id unlike any before
 */
export const toldIn = (before: SchoolSettings, next: SchoolSettings, id: string): readonly MadeChange[] =>
  before.groups.dsl === undefined && before.groups.headteacher === undefined
    ? []
    : TOLD.filter((of) => isTold(before, next, of)).map((of) => ({
        change: `${of.replaceAll(" ", "-")}-${id}`,
        of,
        from: asWritten(before, of),
        to: asWritten(next, of),
      }));

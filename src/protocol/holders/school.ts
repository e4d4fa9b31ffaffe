import { defined } from "../defined.ts";
import type { RecordingRules } from "../lesson/filing-state.ts";
import { USUAL_KEEP_DAYS } from "../lesson/usual-times.ts";
import type { Retention } from "../time/retention.ts";
import type { Cover } from "../who/cover.ts";
import type { FirstTold } from "../who/route.ts";
import type { Kind } from "../words.ts";

/** How a meeting is known to be a lesson: asked privately, by its title, or every meeting of staff. */
export type Recognise = "ask" | "titles" | "all";

/** Where the recordings of one-to-ones belong (S7). */
export type RecordingSettings = {
  /** Web address of a SharePoint site; where not set, staff put recordings into the folder themselves. */
  readonly site?: string;
  /** The folder in the site's documents. */
  readonly folder?: string;
  /** Days after which a recording is to be deleted. */
  readonly keepDays?: number;
  /** Days without a CPOMS reference after which the DSLs are told as well. */
  readonly escalateDays?: number;
};

/** As the school's protocol has it (S7). */
export const USUAL_FOLDER = "Zoom Sessions";

export const USUAL_ESCALATE_DAYS = 2;

export const escalateDays = ({ recordings }: Pick<SchoolSettings, "recordings">): number =>
  recordings?.escalateDays ?? USUAL_ESCALATE_DAYS;

/** What holds for the recordings of a school. */
export const recordingRules = ({
  recordings: { site, folder = USUAL_FOLDER, keepDays = USUAL_KEEP_DAYS } = {},
}: Pick<SchoolSettings, "recordings">): RecordingRules => ({ folder, keepDays, files: site !== undefined });

/** What a decision about a lesson may know of the school's choices, times and names apart. */
export const lessonRules = ({ aloneSeconds, aloneMinutes, ...rest }: SchoolSettings) => ({
  ...defined({ aloneSeconds, aloneMinutes }),
  recordings: recordingRules(rest),
});

/**
 * What a school has chosen; lives in the record, changed on the settings page or by `SCHOOL_FILE`.
 * Ids are Entra or Teams ids. Nothing here is about a pupil.
 */
export type SchoolSettings = {
  readonly name: string;
  /** IANA name, for every time shown to people. */
  readonly timeZone: string;
  /** Whom to phone when a step fails; shown as written. */
  readonly phone?: string;
  readonly groups: {
    readonly staff?: string;
    readonly dsl?: string;
    readonly headteacher?: string;
    readonly administrators?: string;
  };
  readonly dslChannel?: { readonly teamId: string; readonly channelId: string };
  /** Who of the headteacher's group is the headteacher (Entra id): the others are deputies. */
  readonly headteacherPerson?: string;
  /** Who is told first of a child (X3); DSL and headteacher side by side where not set. */
  readonly firstTold?: FirstTold;
  /** The mailbox that sends reminders about unanswered alerts; no e-mail where not set. */
  readonly mailFrom?: string;
  /** Where what parents write about the headteacher goes; it is not taken where not set, or without `mailFrom`. */
  readonly chairMail?: string;
  /** The local authority's designated officer: a phone number, shown as written. */
  readonly lado?: string;
  /** The school's own text to go with a family's link, with places to fill (`families/note.ts`); ours where not set. */
  readonly familyNote?: string;
  /** Who is asked first when a holder of a role is away, or no one is at school. */
  readonly cover?: Cover;
  /** Recordings of one-to-ones (S7): where they are kept, and for how long; the usual where not set. */
  readonly recordings?: RecordingSettings;
  /** Time at which the record is signed each day, as clocks there show it ("18:00"); 18:00 where not set. */
  readonly sealAt?: string;
  /** How long lessons are kept; the usual where not set. */
  readonly retention?: Retention;
  /** Minutes an alert may stay unseen before the next person is told. */
  readonly escalateAfterMinutes: number;
  /** Seconds in which End for all, and telling the headteacher, can be undone. */
  readonly undoSeconds: number;
  /** Seconds in which pupils may be in a lesson without staff before it is paused; the usual where not set. */
  readonly aloneSeconds?: number;
  /** Minutes after which, still without staff, everyone is removed; the usual where not set. */
  readonly aloneMinutes?: number;
  /** Minutes after which staff are asked to look at the adults again; 0: never; the usual where not set. */
  readonly recheckMinutes?: number;
  readonly lessons: {
    readonly recognise: Recognise;
    /** Words that mark a title as a lesson's; used where `recognise` is `titles`. */
    readonly titles: readonly string[];
    readonly defaultKind: Exclude<Kind, "not a lesson">;
    /** Minutes before the start at which options are set and the calling bot joins. */
    readonly arriveMinutesBefore: readonly number[];
  };
};

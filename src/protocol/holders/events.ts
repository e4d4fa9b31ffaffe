import type { Fact } from "../fact.ts";
import type { Retention } from "../time/retention.ts";
import type { Cover } from "../who/cover.ts";
import type { Attested } from "./attested.ts";
import type { SchoolSettings } from "./school.ts";

/**
 * Settings that say where alerts go: an administrator alone could turn them to themselves. Of the cover it is what
 * says that a headteacher is away, because that decides who is asked first about a concern about staff. `head`: which of the
 * group is the headteacher. `first`: who hears first about a child; a change by which no one hears later is not held.
 */
export const HOLDING = ["dsl", "headteacher", "channel", "cover", "head", "first"] as const;

/** Others that an administrator alone could turn against a child, or out of sight (watched.ts says when). */
export const KEEPING_SAFE = ["phone", "escalation", "retention", "administrators"] as const;

/** All that waits for another person's approval. */
export const GUARDED = [...HOLDING, ...KEEPING_SAFE] as const;
export type Guarded = (typeof GUARDED)[number];

export const isHolding = (of: Guarded): of is (typeof HOLDING)[number] =>
  (HOLDING as readonly Guarded[]).includes(of);

/** Settings of which headteacher and DSL are told as soon as they are changed. */
export const TOLD = [
  "staff",
  "mailbox",
  "time zone",
  "alone",
  "lessons",
  "recordings",
  "cover",
  "chair",
  "lado",
] as const;
export type Told = (typeof TOLD)[number];

/** An Entra group, a person, a number, who is told first, a channel, the cover, minutes, how long is kept, or none. */
export type GuardedValue =
  | string
  | number
  | NonNullable<SchoolSettings["dslChannel"]>
  | Cover
  | Retention
  | null;

/** A change that was made, and of which headteacher and DSL are told. */
export type MadeChange = {
  readonly change: string;
  readonly of: Told;
  /** What was chosen, as it is written in the settings; "" where nothing was. */
  readonly from: string;
  readonly to: string;
};

/** A change that waits for an answer. */
type Proposed = {
  readonly proposal: string;
  readonly of: Guarded;
  readonly from: GuardedValue;
  readonly to: GuardedValue;
  readonly by?: string;
  readonly file?: string;
};

/** Where a change came from: an administrator (Entra id), or SCHOOL_FILE (its digest). */
export type Source = { readonly by: string } | { readonly file: string };

export type AnsweredAs = "dsl" | "headteacher" | "administrator of all schools";

/** What a school chooses. */
export type SchoolEvent =
  | Fact<
      "SettingsApplied",
      {
        readonly settings: SchoolSettings;
        readonly by?: string;
        readonly file?: string;
        /** The approval it took; `by` and `file` say who had proposed it. */
        readonly consent?: {
          readonly proposal: string;
          readonly by: string;
          readonly as: AnsweredAs;
          /** Other headteachers still have to approve for themselves: what sets them away waits. */
          readonly partly?: true;
        };
        readonly told?: readonly MadeChange[];
      }
    >
  /** Of what is in HOLDING. */
  | Fact<"HoldersChangeProposed", Proposed>
  /** Of all else. An earlier version of the program passes it over. */
  | Fact<"SettingsChangeProposed", Proposed>
  | Fact<"HoldersChangeDeclined", { readonly proposal: string; readonly by: string; readonly as: AnsweredAs }>
  /** By a headteacher (Entra ids): all rights here end at once, until the person is let in again. */
  | Fact<"PersonSignedOut", { readonly person: string; readonly by: string }>
  | Fact<"PersonLetIn", { readonly person: string; readonly by: string }>
  /** In a rehearsal of the set-up, which is no lesson. `by`: the administrator who led it, or the DSL who saw. */
  | Fact<"Rehearsed", { readonly what: RehearsedPart; readonly by: string }>
  /** A rehearsal has shown that it does not work: what an earlier one showed counts no more. An earlier version passes it over. */
  | Fact<"RehearsalFailed", { readonly what: RehearsedPart; readonly by: string }>
  /**
   * An administrator (Entra id) says that they looked at what no program can read. `of`: at which meeting policy, by its
   * name, or at which group, by its id. An earlier version passes both over.
   */
  | Fact<"SetUpAttested", { readonly what: Attested; readonly by: string; readonly of?: string }>
  /** It was a mistake, or is not so any more. */
  | Fact<"SetUpAttestationTakenBack", { readonly what: Attested; readonly by: string }>;

/** Lesson Guard got into a meeting, a guest was removed from it, a DSL saw the test message. */
export const REHEARSED_PARTS = ["entered", "removed", "seen"] as const;
export type RehearsedPart = (typeof REHEARSED_PARTS)[number];

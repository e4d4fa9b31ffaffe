import type { Fact } from "../fact.ts";
import type { Cover } from "../who/cover.ts";
import type { SchoolSettings } from "./school.ts";

/**
 * Settings that say where alerts go: an administrator alone could turn them to themselves. Of the cover it is what
 * sets a headteacher away, because that decides who is asked first about a concern about staff. `head`: which of the
 * group is the headteacher. `first`: who hears first about a child; a change by which no one hears later is not held.
 */
export const GUARDED = ["dsl", "headteacher", "channel", "cover", "head", "first"] as const;
export type Guarded = (typeof GUARDED)[number];

/** An Entra group, a person, who is told first, a channel, the cover, or none. */
export type GuardedValue = string | NonNullable<SchoolSettings["dslChannel"]> | Cover | null;

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
      }
    >
  | Fact<
      "HoldersChangeProposed",
      {
        readonly proposal: string;
        readonly of: Guarded;
        readonly from: GuardedValue;
        readonly to: GuardedValue;
        readonly by?: string;
        readonly file?: string;
      }
    >
  | Fact<
      "HoldersChangeDeclined",
      { readonly proposal: string; readonly by: string; readonly as: AnsweredAs }
    >;
